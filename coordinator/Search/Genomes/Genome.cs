using System.Collections.Immutable;

namespace Lts.Search.Genomes;

/// <summary>
/// The genes of a candidate: one for each dimension of the model that the space leaves open, then one for each open dimension of each layer
/// that the space allows, also for layers beyond the candidate's own number. These sleep, are inherited, and wake in a deeper descendant. A
/// dimension that all layers share has one gene.
/// </summary>
/// <param name="Genes">Values in the order of <see cref="GenomeSpace"/>.</param>
internal sealed record Genome(ImmutableArray<int> Genes);
