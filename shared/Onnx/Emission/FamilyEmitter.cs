using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Onnx.Emission;

/// <summary>What this room knows of a family.</summary>
/// <param name="Build">Writes the graph of a valid architecture.</param>
/// <param name="Cache">The cache of each layer, first to last.</param>
internal sealed record FamilyEmitter(
    Func<Architecture, GraphOptions, GraphBuilder> Build, Func<Architecture, ImmutableArray<CacheShape>> Cache);
