using Lts.Domain;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Latencies on the wire.</summary>
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

    /// <summary>Finds figures that are out of range or do not go together. A bound or a percentile that is 0 was not told.</summary>
    internal static void Check(Proto.Latency message, MessageCheck check)
    {
        check.Number("latency_ms", message.LatencyMs, Limits.LeastLatencyMs, Limits.MostLatencyMs);
        check.Figure("low_ms", message.LowMs);
        check.Figure("high_ms", message.HighMs);
        check.Figure("p50_ms", message.P50Ms);
        check.Figure("p90_ms", message.P90Ms);
        check.Figure("min_ms", message.MinMs);
        check.Figure("ratio", message.Ratio);
        check.Figure("reference_ms", message.ReferenceMs);
        check.Number("rounds", message.Rounds, 0, Limits.SampleCount);
        check.Samples("candidate_samples_ms", message.CandidateSamplesMs, Limits.SampleCount);
        check.Samples("reference_samples_ms", message.ReferenceSamplesMs, Limits.SampleCount);
        check.Require(
            !(message.LowMs > message.LatencyMs) && !(message.HighMs > 0 && message.HighMs < message.LatencyMs), "latency_ms",
            "must lie between low_ms and high_ms");
        check.Require(
            !(message.P50Ms > 0 && message.MinMs > message.P50Ms) && !(message.P90Ms > 0 && message.P50Ms > message.P90Ms), "p50_ms",
            "must lie between min_ms and p90_ms");
    }

    /// <summary>From the wire; see <see cref="Check"/>.</summary>
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
