using Lts.Agent.Inference;
using Lts.Agent.Measurement.Storage;
using Lts.Hosting;
using Lts.Onnx;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Measurement;

/// <summary>The reference graph as a file that children can load.</summary>
internal sealed class ReferenceFile(AgentFolder folder, WeightPoolFile pool)
{
    /// <summary>Writes the graph where it is missing or damaged, and the pool that it needs, which is kept until the answer is disposed of.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public async Task<PreparedGraph> HoldAsync(long poolSeed, CancellationToken cancellationToken)
    {
        var graph = GraphInspector.Inspect(ReferenceGraph.Bytes.Span);
        var path = Path.Combine(folder.Known, $"reference-{ReferenceGraph.Sha256[..12]}.onnx");
        folder.Guard(() =>
        {
            // Looked at each time: a file that the disk has damaged would fail every candidate until somebody deletes it.
            if (!IsWhole(path))
            {
                DurableFile.Write(path, ReferenceGraph.Bytes, isShared: true);
            }
        });
        var inputs = InputPlanner.Plan(graph, batchSize: 1, ReferenceGraph.SequenceLength);
        var held = await pool.HoldAsync(poolSeed, graph.RequiredPoolBytes, cancellationToken);
        var file = new GraphFile { Path = path, Inputs = inputs, Outputs = [.. graph.Outputs.Select(o => o.Name)], PoolPath = held.Path };
        return new PreparedGraph(file, held, IsTemporary: false);
    }

    private static bool IsWhole(string path) =>
        new FileInfo(path) is { Exists: true } file && file.Length == ReferenceGraph.Bytes.Length
        && ReferenceGraph.Bytes.Span.SequenceEqual(File.ReadAllBytes(path));
}
