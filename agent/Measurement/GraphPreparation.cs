using System.Globalization;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Storage;
using Lts.Domain.Measurements;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Measurement;

/// <summary>Checks a stranger's graph, and puts it and its weights where a child can load them.</summary>
internal sealed class GraphPreparation(AgentFolder folder, WeightPoolFile pool)
{
    private const double MebibyteBytes = 1 << 20;
    private const long PoolSlackBytes = 64 << 20;

    /// <summary>Checks a graph and writes it to a file of its own.</summary>
    /// <param name="graph">The ONNX model's bytes.</param>
    /// <param name="plan">How it is going to be measured.</param>
    /// <param name="memoryLimitBytes">What a process may use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CandidateRefusedException">The graph is damaged or hostile, or cannot fit.</exception>
    /// <exception cref="Lts.Hosting.UserErrorException">The agent's folder cannot be written.</exception>
    public async Task<PreparedGraph> PrepareAsync(
        ReadOnlyMemory<byte> graph, MeasurementPlan plan, long memoryLimitBytes, CancellationToken cancellationToken)
    {
        var (inspected, inputs) = Inspect(graph, plan);
        RefuseIfTooLarge(graph.Length, inspected, memoryLimitBytes);
        RefuseIfPoolIsAbused(inspected);
        var held = inspected.HasExternalData
            ? await pool.HoldAsync(plan.PoolSeed, inspected.RequiredPoolBytes, cancellationToken) : null;
        try
        {
            var path = folder.WorkFile("candidate.onnx");
            folder.Guard(() => WriteGraph(path, graph.Span));
            var file = new GraphFile
            {
                Path = path,
                Inputs = [.. inputs],
                Outputs = [.. inspected.Outputs.Select(o => o.Name)],
                PoolPath = held?.Path,
            };
            return new PreparedGraph(file, held, IsTemporary: true);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    private static (InspectedGraph Graph, IReadOnlyList<InputTensor> Inputs) Inspect(ReadOnlyMemory<byte> graph, MeasurementPlan plan)
    {
        try
        {
            var inspected = GraphInspector.Inspect(graph.Span);
            return (inspected, InputPlanner.Plan(inspected, plan.BatchSize, plan.SequenceLength));
        }
        catch (InvalidGraphException e)
        {
            throw new CandidateRefusedException(FailureKind.InvalidGraph, e.Message);
        }
    }

    // A device keeps its pool: a tiny tensor far out must not make it write gigabytes.
    private static void RefuseIfPoolIsAbused(InspectedGraph graph)
    {
        if (graph.RequiredPoolBytes > graph.PoolTensorBytes + PoolSlackBytes)
        {
            throw new CandidateRefusedException(FailureKind.InvalidGraph, string.Create(
                CultureInfo.InvariantCulture,
                $"Its weights reach {graph.RequiredPoolBytes / MebibyteBytes:F0} MiB into the pool, but take up only {graph.PoolTensorBytes / MebibyteBytes:F0} MiB of it."));
        }
    }

    // The weights are copied at least once; what the runs need on top is found out by running.
    private static void RefuseIfTooLarge(long graphBytes, InspectedGraph graph, long memoryLimitBytes)
    {
        var weights = graphBytes + graph.PoolTensorBytes;
        if (weights > memoryLimitBytes)
        {
            throw new CandidateRefusedException(FailureKind.OutOfMemory, string.Create(
                CultureInfo.InvariantCulture,
                $"The weights alone need {weights / MebibyteBytes:F0} MiB; the limit is {memoryLimitBytes / MebibyteBytes:F0} MiB."));
        }
    }

    private static void WriteGraph(string path, ReadOnlySpan<byte> graph)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(graph);
    }
}
