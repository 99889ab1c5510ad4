using Lts.Coordinator.Reports.Data;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The report as table.</summary>
internal sealed class TableReport : IReportRenderer
{
    /// <inheritdoc/>
    public string Format => "table";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer) => throw new NotImplementedException();
}
