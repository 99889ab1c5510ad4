using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>A measurement as it is stored.</summary>
internal sealed record StoredMeasurement(
    [property: JsonPropertyName("latency")] StoredLatency Latency,
    [property: JsonPropertyName("memory")] StoredMemory Memory,
    [property: JsonPropertyName("verdict")] string Verdict,
    [property: JsonPropertyName("values")] StoredValue[]? Values,
    [property: JsonPropertyName("context")] StoredContext? Context)
{
    /// <summary>As it is stored.</summary>
    public static StoredMeasurement Of(CandidateMeasurement measurement) => new(
        StoredLatency.Of(measurement.Latency),
        StoredMemory.Of(measurement.Memory),
        StoredWords.Of(measurement.Verdict),
        measurement.Further.IsEmpty ? null : [.. measurement.Further.Select(StoredValue.Of)],
        StoredContext.Of(measurement.Context));

    /// <summary>As it was stored.</summary>
    /// <param name="includeSamples">Whether raw samples of further metrics go along.</param>
    /// <exception cref="JsonException">A part of it is missing.</exception>
    public CandidateMeasurement Read(bool includeSamples) => new()
    {
        Latency = Latency?.Read() ?? throw new JsonException("A measurement has no latency."),
        Memory = Memory?.Read() ?? throw new JsonException("A measurement has no memory."),
        Verdict = StoredWords.Verdict(Verdict),
        Further = [.. (Values ?? []).Select(value => value?.Read(includeSamples) ?? throw new JsonException("A measurement has a value that is null."))],
        Context = Context?.Read() ?? new MeasurementContext(),
    };
}
