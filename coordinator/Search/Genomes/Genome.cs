using System.Collections.Immutable;

namespace Lts.Search.Genomes;

/// <summary>
/// The genes of a candidate. There is a feed-forward and a head gene for every layer that the space allows, also for layers beyond
/// <see cref="LayerCount"/>: these sleep, are inherited, and wake in a deeper descendant. Spaces without per-layer choice have one of each.
/// </summary>
/// <param name="LayerCount">Number of active layers.</param>
/// <param name="HiddenSize">Hidden size.</param>
/// <param name="FeedForwardSizes">Feed-forward size by layer.</param>
/// <param name="HeadCounts">Number of heads by layer; as long as <paramref name="FeedForwardSizes"/>.</param>
internal sealed record Genome(int LayerCount, int HiddenSize, ImmutableArray<int> FeedForwardSizes, ImmutableArray<int> HeadCounts);
