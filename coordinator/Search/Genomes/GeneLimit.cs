using Lts.Domain.Families;

namespace Lts.Search.Genomes;

/// <summary>A rule as it applies to a gene.</summary>
/// <param name="Rule">What must hold between the two genes.</param>
/// <param name="GivenGene">The place of the gene that decides.</param>
internal readonly record struct GeneLimit(DimensionRule Rule, int GivenGene)
{
    /// <summary>The deciding value in a genome.</summary>
    public int ValueIn(ReadOnlySpan<int> genes) => genes[GivenGene];
}
