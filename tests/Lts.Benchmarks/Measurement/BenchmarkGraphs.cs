using Lts.Agent.Inference;
using Lts.Agent.Measurement.Storage;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;

namespace Lts.Benchmarks.Measurement;

/// <summary>GPT-2 models of the sizes that a search meets, at sequence 192.</summary>
internal static class BenchmarkGraphs
{
    public const int SequenceLength = 192;

    public static EmittedGraph Emit(int layers, int hiddenSize) => WeightlessGraph.Emit(
        new Gpt2Shape { HiddenSize = hiddenSize, Layers = [.. Enumerable.Repeat(new Gpt2Layer(4 * hiddenSize, 4), layers)] },
        new GraphOptions { BatchSize = 1, SequenceLength = SequenceLength });

    /// <summary>Writes a graph and the pool that it needs into a folder.</summary>
    public static async Task<GraphFile> WriteAsync(ReadOnlyMemory<byte> graph, string folder)
    {
        var inspected = GraphInspector.Inspect(graph.Span);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.onnx");
        await File.WriteAllBytesAsync(path, graph);
        var pool = new WeightPoolFile(new AgentFolder(folder), TimeProvider.System);
        using var held = await pool.HoldAsync(seed: 1, inspected.RequiredPoolBytes, CancellationToken.None);
        return new GraphFile
        {
            Path = path,
            Inputs = InputPlanner.Plan(inspected, 1, SequenceLength),
            Outputs = [.. inspected.Outputs.Select(o => o.Name)],
            PoolPath = held.Path,
        };
    }
}
