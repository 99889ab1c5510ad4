using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Reports.Data;

/// <summary>The dimensions that a report shows of its architectures.</summary>
internal static class ShapeDimensions
{
    /// <summary>
    /// Those of the candidates' families, or of the space's where there are no candidates. Vocabulary and longest sequence are the same for
    /// all models of most spaces: they are shown where a space leaves them open.
    /// </summary>
    public static ImmutableArray<Dimension> Of(ReportData data)
    {
        var space = data.Problem.Space;
        var families = data.Targets.SelectMany(t => t.Candidates).Select(c => c.Architecture.Family).Distinct().DefaultIfEmpty(space.Family);
        return
        [
            .. families.SelectMany(f => f.Dimensions).DistinctBy(d => d.Name)
                .Where(d => (d.Name != CommonDimensions.VocabularySize.Name && d.Name != CommonDimensions.MaxSequenceLength.Name) || space[d].IsSearched),
        ];
    }
}
