using Lts.Agent.Inference;
using Lts.Agent.Measurement.Storage;
using Lts.Hosting;
using Lts.Onnx;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Measurement;

/// <summary>The reference graph as a file that children can load.</summary>
internal sealed class ReferenceFile(AgentFolder folder, WeightPoolFile pool)
{
    /// <summary>Writes the graph where it is missing, and the pool that it needs.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public async Task<GraphFile> EnsureAsync(long poolSeed, CancellationToken cancellationToken)
    {
        var graph = GraphInspector.Inspect(ReferenceGraph.Bytes.Span);
        var path = Path.Combine(folder.Known, $"reference-{ReferenceGraph.Sha256[..12]}.onnx");
        folder.Guard(() =>
        {
            if (!File.Exists(path))
            {
                DurableFile.Write(path, ReferenceGraph.Bytes, isShared: true);
            }
        });
        return new GraphFile
        {
            Path = path,
            Inputs = InputPlanner.Plan(graph, batchSize: 1, ReferenceGraph.SequenceLength),
            Outputs = [.. graph.Outputs.Select(o => o.Name)],
            PoolPath = await pool.EnsureAsync(poolSeed, graph.RequiredPoolBytes, cancellationToken),
        };
    }
}
