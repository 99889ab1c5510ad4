using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>Latency statistics as they are stored. Samples lie in a column of their own; the two lists are for readers of the first databases.</summary>
internal sealed record StoredLatency(
    [property: JsonPropertyName("latency_ms")] double LatencyMs,
    [property: JsonPropertyName("low_ms")] double LowMs,
    [property: JsonPropertyName("high_ms")] double HighMs,
    [property: JsonPropertyName("p50_ms")] double P50Ms,
    [property: JsonPropertyName("p90_ms")] double P90Ms,
    [property: JsonPropertyName("min_ms")] double MinMs,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("reference_ms")] double ReferenceMs,
    [property: JsonPropertyName("rounds")] int Rounds,
    [property: JsonPropertyName("candidate_samples_ms")] double[] CandidateSamplesMs,
    [property: JsonPropertyName("reference_samples_ms")] double[] ReferenceSamplesMs)
{
    /// <summary>As they are stored.</summary>
    public static StoredLatency Of(LatencyStatistics latency) => new(
        latency.LatencyMs, latency.LowMs, latency.HighMs, latency.P50Ms, latency.P90Ms, latency.MinMs, latency.Ratio, latency.ReferenceMs,
        latency.Rounds, [], []);

    /// <summary>As they were stored.</summary>
    public LatencyStatistics Read() => new()
    {
        LatencyMs = LatencyMs,
        LowMs = LowMs,
        HighMs = HighMs,
        P50Ms = P50Ms,
        P90Ms = P90Ms,
        MinMs = MinMs,
        Ratio = Ratio,
        ReferenceMs = ReferenceMs,
        Rounds = Rounds,
    };
}
