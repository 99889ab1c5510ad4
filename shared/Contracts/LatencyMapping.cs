using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Latencies on the wire; not validated.</summary>
public static class LatencyMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Latency ToProto(LatencyStatistics latency) => new()
    {
        LatencyMs = latency.LatencyMs,
        LowMs = latency.LowMs,
        HighMs = latency.HighMs,
        P50Ms = latency.P50Ms,
        P90Ms = latency.P90Ms,
        MinMs = latency.MinMs,
        Ratio = latency.Ratio,
        ReferenceMs = latency.ReferenceMs,
        Rounds = latency.Rounds,
        CandidateSamplesMs = { latency.CandidateSamplesMs },
        ReferenceSamplesMs = { latency.ReferenceSamplesMs },
    };

    /// <summary>From the wire.</summary>
    public static LatencyStatistics Read(Proto.Latency message) => new()
    {
        LatencyMs = message.LatencyMs,
        LowMs = message.LowMs,
        HighMs = message.HighMs,
        P50Ms = message.P50Ms,
        P90Ms = message.P90Ms,
        MinMs = message.MinMs,
        Ratio = message.Ratio,
        ReferenceMs = message.ReferenceMs,
        Rounds = message.Rounds,
        CandidateSamplesMs = [.. message.CandidateSamplesMs],
        ReferenceSamplesMs = [.. message.ReferenceSamplesMs],
    };
}
