using Lts.Coordinator.Reports.Data;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The report as html.</summary>
internal sealed class HtmlReport : IReportRenderer
{
    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer) => throw new NotImplementedException();
}
