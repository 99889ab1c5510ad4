using System.Text.Json.Serialization;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>The JSON form of an outcome: exactly one of the two is set. Field names are a contract with every database there is.</summary>
/// <param name="Measurement">A measurement, without samples of its latency.</param>
/// <param name="Failure">Why there is no measurement; <see langword="null"/> where there is one.</param>
internal sealed record StoredOutcome(
    [property: JsonPropertyName("measurement")] StoredMeasurement? Measurement,
    [property: JsonPropertyName("failure")] StoredFailure? Failure);
