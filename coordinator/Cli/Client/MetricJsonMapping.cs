using System.Collections.Immutable;
using Lts.Cli.Client.Json;
using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>Metrics that have no field of their own in what <c>--json</c> prints.</summary>
internal static class MetricJsonMapping
{
    /// <summary>Those that were measured; <see langword="null"/>, which is not printed, for none.</summary>
    public static ImmutableArray<MetricValueJson>? Measured(Proto.Measurement measurement) => measurement.Values.Count == 0
        ? null
        : [.. measurement.Values.Select(v => new MetricValueJson(v.Metric, v.Value, v.HasLow ? v.Low : null, v.HasHigh ? v.High : null, [.. v.Samples]))];

    /// <summary>Those that follow from the architecture; <see langword="null"/>, which is not printed, for none.</summary>
    public static IReadOnlyDictionary<string, double>? Cheap(Architecture architecture)
    {
        var cheap = Metrics.Added.Where(m => !m.IsMeasured).ToDictionary(m => m.Name, m => m.ValueOf(architecture));
        return cheap.Count == 0 ? null : cheap;
    }
}
