using System.Text.Json.Serialization;

namespace Lts.Domain.Devices;

/// <summary>How an agent measures; part of the device's class.</summary>
/// <param name="Provider">Execution provider: <c>cpu</c>, <c>cuda</c>.</param>
/// <param name="Threads">Intra-op threads.</param>
public sealed record MeasuringSettings(
    [property: JsonPropertyName("provider")] string Provider,
    [property: JsonPropertyName("threads")] int Threads);
