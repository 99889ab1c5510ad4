using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Agent.Inference;

/// <summary>What the native ONNX Runtime says of itself.</summary>
/// <param name="Version">Version of the native library, for example <c>1.30.0</c>.</param>
/// <param name="Providers">Execution providers that it was built with; those kept by the agent can be used here.</param>
internal sealed record RuntimeFacts(
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("providers")] ImmutableArray<string> Providers);
