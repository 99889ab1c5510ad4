using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>What was measured of a metric that has no field of its own.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Low">Lower end of the 95 % interval; absent where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Samples">Raw samples; absent where there are none or they were not asked for.</param>
public sealed record MetricValueJson(
    string Metric,
    double Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Low,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? High,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<double>? Samples)
{
    /// <summary>The further values of a measurement; <see langword="null"/>, which is not written, for none.</summary>
    /// <param name="values">Of metrics without a field of their own.</param>
    /// <param name="includeSamples">Whether raw samples go along, where there are any.</param>
    public static ImmutableArray<MetricValueJson>? Of(ImmutableArray<MetricValue> values, bool includeSamples) => values.IsDefaultOrEmpty
        ? null
        : [.. values.Select(v => new MetricValueJson(v.Metric, v.Value, v.Low, v.High, includeSamples && !v.Samples.IsDefaultOrEmpty ? v.Samples : null))];

    /// <summary>The metrics without a field of their own that follow from an architecture; <see langword="null"/>, which is not written, for none.</summary>
    public static IReadOnlyDictionary<string, double>? Cheap(Architecture architecture)
    {
        var cheap = Domain.Metrics.Metrics.Added.Where(m => !m.IsMeasured).ToDictionary(m => m.Name, m => m.ValueOf(architecture));
        return cheap.Count == 0 ? null : cheap;
    }
}
