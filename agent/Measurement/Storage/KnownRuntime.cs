using System.Text.Json.Serialization;
using Lts.Agent.Inference;

namespace Lts.Agent.Measurement.Storage;

/// <summary>The runtime's facts, with what tells whether they still hold.</summary>
/// <param name="Stamp">Path, size and age of the native library.</param>
/// <param name="Facts">What it said of itself.</param>
internal sealed record KnownRuntime(
    [property: JsonPropertyName("stamp")] string Stamp,
    [property: JsonPropertyName("facts")] RuntimeFacts Facts);
