using System.Collections.Immutable;
using Lts.Domain.Spaces;

namespace Lts.Search.Genomes;

/// <summary>A place in a genome.</summary>
/// <param name="Space">The dimension and what it may be.</param>
/// <param name="Layer">The layer it is for; 0 for a dimension of the model or one that all layers share.</param>
/// <param name="Limits">The rules that limit it once other genes are drawn; what a fixed dimension forbids it is never drawn at all.</param>
internal sealed record Gene(DimensionSpace Space, int Layer, ImmutableArray<GeneLimit> Limits);
