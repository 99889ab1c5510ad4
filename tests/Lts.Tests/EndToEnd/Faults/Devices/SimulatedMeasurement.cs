using Lts.Domain.Measurements;
using Lts.Onnx.Wire;

namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>What a device of a formula answers for a graph. It counts what the graph has, and knows nothing of who asked.</summary>
internal static class SimulatedMeasurement
{
    private const int Samples = 5;

    /// <summary>The measurement; equal for equal graphs, bit by bit.</summary>
    public static CandidateMeasurement Of(DeviceFormula formula, ReadOnlySpan<byte> graph)
    {
        var (decoder, total, layers) = Count(ModelProto.Parser.ParseFrom(graph).Graph);
        return Of(formula.LatencyMs(decoder, layers), DeviceFormula.PeakBytes(total));
    }

    private static CandidateMeasurement Of(double ms, long peakBytes) => new()
    {
        Latency = new LatencyStatistics
        {
            LatencyMs = ms,
            LowMs = ms,
            HighMs = ms,
            P50Ms = ms,
            P90Ms = ms,
            MinMs = ms,
            Ratio = ms / 2,
            ReferenceMs = 2,
            Rounds = Samples,
            CandidateSamplesMs = [.. Enumerable.Repeat(ms, Samples)],
            ReferenceSamplesMs = [.. Enumerable.Repeat(2.0, Samples)],
        },
        Memory = new MemoryStatistics { PeakBytes = peakBytes, BaselineBytes = 1 << 20, SessionPeakBytes = peakBytes },
        Verdict = Verdict.Trusted,
        Context = new MeasurementContext { CpuModel = "simulated", Provider = "cpu", Threads = 1, AgentVersion = "simulated" },
    };

    private static (long Decoder, long Total, int Layers) Count(GraphProto graph)
    {
        long decoder = 0;
        long total = 0;
        var layers = new HashSet<string>();
        foreach (var tensor in graph.Initializer)
        {
            long elements = tensor.Dims.Aggregate(1L, (product, dim) => product * dim);
            bool isLayers = tensor.Name.StartsWith("h.", StringComparison.Ordinal);
            bool isDecoders = isLayers || tensor.Name.StartsWith("ln_f.", StringComparison.Ordinal);
            decoder += isDecoders ? elements : 0;
            total += isDecoders || tensor.Name is "wte.weight" or "wpe.weight" ? elements : 0;
            if (isLayers)
            {
                layers.Add(tensor.Name.Split('.')[1]);
            }
        }

        return (decoder, total, layers.Count);
    }
}
