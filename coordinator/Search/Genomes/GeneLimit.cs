using Lts.Domain.Families;

namespace Lts.Search.Genomes;

/// <summary>A rule as it applies to a gene.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="GivenGene">The place of the gene that decides; −1 where the space leaves that dimension no choice.</param>
/// <param name="GivenValue">Its value then.</param>
internal readonly record struct GeneLimit(DimensionRule Rule, int GivenGene, int GivenValue)
{
    /// <summary>The deciding value in a genome.</summary>
    public int ValueIn(ReadOnlySpan<int> genes) => GivenGene < 0 ? GivenValue : genes[GivenGene];
}
