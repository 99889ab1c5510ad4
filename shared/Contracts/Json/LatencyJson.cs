using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>Latency of one inference, in milliseconds; low and high bound its 95 % interval. Absent samples were left out.</summary>
public sealed record LatencyJson(
    double LatencyMs,
    double LowMs,
    double HighMs,
    double P50Ms,
    double P90Ms,
    double MinMs,
    double Ratio,
    double ReferenceMs,
    int Rounds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? CandidateSamplesMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? ReferenceSamplesMs)
{
    /// <summary>The JSON form.</summary>
    /// <param name="latency">What was measured.</param>
    /// <param name="includeSamples">Whether raw samples go along, where there are any.</param>
    public static LatencyJson Of(LatencyStatistics latency, bool includeSamples) => new(
        latency.LatencyMs, latency.LowMs, latency.HighMs, latency.P50Ms, latency.P90Ms, latency.MinMs, latency.Ratio, latency.ReferenceMs,
        latency.Rounds,
        includeSamples ? Samples(latency.CandidateSamplesMs) : null,
        includeSamples ? Samples(latency.ReferenceSamplesMs) : null);

    private static ImmutableArray<double>? Samples(ImmutableArray<double> samples) => samples.IsDefaultOrEmpty ? null : samples;
}
