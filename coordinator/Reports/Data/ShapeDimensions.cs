using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Reports.Data;

/// <summary>The dimensions that a report shows of its architectures.</summary>
internal static class ShapeDimensions
{
    /// <summary>
    /// Those of the candidates' families, or of the space's where there are no candidates. Vocabulary and longest sequence are the same for
    /// all models of most studies: they are shown where they are not.
    /// </summary>
    public static ImmutableArray<Dimension> Of(ReportData data)
    {
        var architectures = data.Targets.SelectMany(t => t.Candidates).Select(c => c.Architecture).ToList();
        var families = architectures.Select(a => a.Family).Distinct().DefaultIfEmpty(data.Problem.Space.Family);
        return
        [
            .. families.SelectMany(f => f.Dimensions).DistinctBy(d => d.Name).Where(d =>
                (d.Name != CommonDimensions.VocabularySize.Name || architectures.Select(a => a.VocabularySize).Distinct().Count() > 1)
                && (d.Name != CommonDimensions.MaxSequenceLength.Name || architectures.Select(a => a.MaxSequenceLength).Distinct().Count() > 1)),
        ];
    }
}
