using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>A measurement. The context is absent where it is told elsewhere.</summary>
/// <param name="Verdict">trusted, noisy, throttled, timed_out.</param>
/// <param name="Latency">Latency of one inference.</param>
/// <param name="Memory">Peak memory.</param>
/// <param name="Context">Where and how.</param>
/// <param name="Values">Further metrics; absent where none were measured.</param>
public sealed record MeasurementJson(
    string Verdict,
    LatencyJson Latency,
    MemoryJson Memory,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContextJson? Context,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<MetricValueJson>? Values = null)
{
    /// <summary>The JSON form.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="includeSamples">Whether raw samples go along, where there are any.</param>
    /// <param name="includeContext">Whether the context goes along.</param>
    public static MeasurementJson Of(CandidateMeasurement measurement, bool includeSamples, bool includeContext) => new(
        WireNames.Of(measurement.Verdict),
        LatencyJson.Of(measurement.Latency, includeSamples),
        MemoryJson.Of(measurement.Memory),
        includeContext ? ContextJson.Of(measurement.Context) : null,
        MetricValueJson.Of(measurement.Further, includeSamples));
}
