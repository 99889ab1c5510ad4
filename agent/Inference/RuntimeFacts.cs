using System.Collections.Immutable;

namespace Lts.Agent.Inference;

/// <summary>What the native ONNX Runtime says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Providers">Execution providers that it was built with; those kept by the agent can be used here.</param>
internal sealed record RuntimeFacts(string Version, ImmutableArray<string> Providers);
