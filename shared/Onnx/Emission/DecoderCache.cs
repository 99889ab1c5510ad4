using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Onnx.Emission;

/// <summary>What a graph with past keys and values takes and gives.</summary>
public static class DecoderCache
{
    /// <summary>The cache of each layer, first to last.</summary>
    /// <exception cref="Domain.ValidationException">No graph is known for the family.</exception>
    public static ImmutableArray<CacheShape> Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return GraphEmitters.Of(architecture.Family).Cache(architecture);
    }
}
