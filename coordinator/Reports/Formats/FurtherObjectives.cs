using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Reports.Text;
using Lts.Search;

namespace Lts.Reports.Formats;

/// <summary>The objectives of a study that a table of its frontier does not show anyway.</summary>
internal static class FurtherObjectives
{
    private static readonly Metric[] ShownAnyway = [Metric.DecoderParameters, Metric.LatencyMs, Metric.PeakMemoryMiB];

    /// <summary>Such objectives in the study's order; all of them are known without measuring.</summary>
    public static IReadOnlyList<Metric> Of(SearchProblem problem) =>
        [.. problem.Objectives.Select(o => o.Metric).Where(m => !ShownAnyway.Contains(m))];

    /// <summary>The head of a metric's column.</summary>
    public static string Header(Metric metric) => metric switch
    {
        Metric.TotalParameters => "Total",
        Metric.ModelMiB => "Model, MiB",
        _ => metric.Name(),
    };

    /// <summary>A metric's value for people.</summary>
    public static string Cell(Metric metric, Architecture architecture) => metric switch
    {
        Metric.TotalParameters => Numbers.Millions(architecture.Parameters.Total),
        _ => Numbers.Fixed(metric.ValueOf(architecture), 1),
    };
}
