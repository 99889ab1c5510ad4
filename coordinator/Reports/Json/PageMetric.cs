using Lts.Contracts;
using Lts.Domain.Metrics;

namespace Lts.Reports.Json;

/// <summary>A metric as the page wants it.</summary>
/// <param name="Name">As in study files, for example <c>latency_ms</c>.</param>
/// <param name="Label">What the page calls it.</param>
/// <param name="Better">minimize or maximize: the usual direction, which the study's objectives override.</param>
/// <param name="Format">count or significant: which of the page's formats shows its values.</param>
internal sealed record PageMetric(string Name, string Label, string Better, string Format)
{
    /// <summary>The metric for the page, which shows all but counts with significant digits.</summary>
    public static PageMetric Of(Metric metric) => new(
        metric.Name, metric.Label, WireNames.Of(metric.NaturalDirection), metric.Format == MetricFormat.Count ? "count" : "significant");
}
