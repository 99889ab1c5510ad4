using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Domain.Metrics;

/// <summary>A metric to improve.</summary>
/// <param name="Metric">The metric that is to become larger or smaller.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Objective(
    [property: JsonPropertyName("metric")] Metric Metric,
    [property: JsonPropertyName("direction")] Direction Direction)
{
    /// <summary>The paper's: more decoder parameters, less latency, less peak memory.</summary>
    public static ImmutableArray<Objective> Defaults { get; } =
    [
        new(Metrics.DecoderParameters, Direction.Maximize),
        new(Metrics.LatencyMs, Direction.Minimize),
        new(Metrics.PeakMemoryMiB, Direction.Minimize),
    ];

    /// <summary>A value as something to minimise.</summary>
    public double Cost(double value) => Direction == Direction.Minimize ? value : -value;
}
