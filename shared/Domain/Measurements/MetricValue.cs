using System.Collections.Immutable;

namespace Lts.Domain.Measurements;

/// <summary>What was measured of one metric.</summary>
/// <param name="Metric">The metric's name, also of one that this program does not know.</param>
/// <param name="Value">The figure to use, in the metric's unit.</param>
/// <param name="Low">Lower end of its 95 % interval; <see langword="null"/> where there is none.</param>
/// <param name="High">Upper end of its 95 % interval; <see langword="null"/> where there is none.</param>
public sealed record MetricValue(string Metric, double Value, double? Low = null, double? High = null)
{
    /// <summary>Raw samples; empty where none were kept.</summary>
    public ImmutableArray<double> Samples { get; init; } = [];
}
