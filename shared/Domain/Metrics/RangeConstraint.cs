using System.Text.Json.Serialization;

namespace Lts.Domain.Metrics;

/// <summary>
/// Bounds of a metric. A candidate outside the bounds of a cheap metric is never proposed; one outside the bounds of a measured metric is
/// kept out of the frontier and has no offspring.
/// </summary>
/// <param name="Metric">The metric that is bounded.</param>
/// <param name="Min">Smallest value allowed, in the metric's unit; <see langword="null"/> for no lower bound.</param>
/// <param name="Max">Largest value allowed, in the metric's unit; <see langword="null"/> for no upper bound.</param>
public sealed record RangeConstraint(
    [property: JsonPropertyName("metric")] Metric Metric,
    [property: JsonPropertyName("min")] double? Min,
    [property: JsonPropertyName("max")] double? Max)
{
    /// <summary>Whether a value is within the bounds, both included. NaN never is.</summary>
    public bool Allows(double value) => !double.IsNaN(value) && !(value < Min) && !(value > Max);
}
