using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Reports.Text;
using Lts.Search;

namespace Lts.Reports.Formats;

/// <summary>The objectives of a study that a table of its frontier does not show anyway.</summary>
internal static class FurtherObjectives
{
    /// <summary>What every table of a frontier shows.</summary>
    private static readonly Metric[] ShownAnyway = [Metrics.DecoderParameters, Metrics.LatencyMs, Metrics.PeakMemoryMiB];

    /// <summary>Such objectives in the study's order.</summary>
    public static IReadOnlyList<Metric> Of(SearchProblem problem) =>
        [.. problem.Objectives.Select(o => o.Metric).Where(m => !ShownAnyway.Contains(m))];

    /// <summary>A candidate's value of one of them.</summary>
    public static string Cell(Metric metric, Candidate candidate) => MetricText.Of(metric, metric.ValueOf(candidate));
}
