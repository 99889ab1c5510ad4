using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>What was measured of a further metric, as it is stored.</summary>
internal sealed record StoredValue(
    [property: JsonPropertyName("metric")] string Metric,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("low")] double? Low,
    [property: JsonPropertyName("high")] double? High,
    [property: JsonPropertyName("samples")] double[]? Samples)
{
    /// <summary>As it is stored.</summary>
    public static StoredValue Of(MetricValue value) =>
        new(value.Metric, value.Value, value.Low, value.High, value.Samples.IsEmpty ? null : [.. value.Samples]);

    /// <summary>As it was stored.</summary>
    /// <param name="includeSamples">Whether raw samples go along.</param>
    public MetricValue Read(bool includeSamples) => new(Metric ?? throw new JsonException("A value has no metric."), Value, Low, High) { Samples = includeSamples ? [.. Samples ?? []] : [] };
}
