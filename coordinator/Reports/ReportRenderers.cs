using System.Collections.Immutable;
using Lts.Reports.Formats;

namespace Lts.Reports;

/// <summary>Every format that a report can have.</summary>
public static class ReportRenderers
{
    /// <summary>One renderer per format: <c>table</c>, <c>html</c>, <c>csv</c>, <c>json</c>, <c>md</c>.</summary>
    public static ImmutableArray<IReportRenderer> All { get; } =
        [new TableReport(), new HtmlReport(), new CsvReport(), new JsonReport(), new MarkdownReport()];

    /// <summary>The renderer of a format, or <see langword="null"/> when there is none of that name.</summary>
    public static IReportRenderer? Find(string format) => All.FirstOrDefault(r => r.Format == format);
}
