using Lts.Coordinator.Reports.Data;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The report as md.</summary>
internal sealed class MarkdownReport : IReportRenderer
{
    /// <inheritdoc/>
    public string Format => "md";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer) => throw new NotImplementedException();
}
