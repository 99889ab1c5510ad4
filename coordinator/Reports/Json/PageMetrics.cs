using System.Collections.Immutable;
using Lts.Domain.Candidates;
using Lts.Reports.Data;

namespace Lts.Reports.Json;

/// <summary>Every metric, and its values, for the page: its axes are made of these; and the dimensions of its columns. No part of the report's own JSON.</summary>
/// <param name="Metrics">What there is to choose from.</param>
/// <param name="Values">By target and candidate, in the report's order: a value for each metric, null where it was not measured.</param>
/// <param name="Dimensions">What is shown of an architecture.</param>
internal sealed record PageMetrics(
    ImmutableArray<PageMetric> Metrics, ImmutableArray<ImmutableArray<ImmutableArray<double?>>> Values, ImmutableArray<PageDimension> Dimensions)
{
    /// <summary>The metrics of a report, with the values of every candidate.</summary>
    public static PageMetrics Of(ReportData data) => new(
        [.. Domain.Metrics.Metrics.All.Select(PageMetric.Of)],
        [.. data.Targets.Select(target => target.Candidates.Select(ValuesOf).ToImmutableArray())],
        [.. ShapeDimensions.Of(data).Select(PageDimension.Of)]);

    private static ImmutableArray<double?> ValuesOf(Candidate candidate) =>
        [.. Domain.Metrics.Metrics.All.Select(m => m.ValueOf(candidate) is var value && double.IsFinite(value) ? value : (double?)null)];
}
