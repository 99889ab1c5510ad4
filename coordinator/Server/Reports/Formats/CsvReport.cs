using Lts.Coordinator.Reports.Data;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The report as csv.</summary>
internal sealed class CsvReport : IReportRenderer
{
    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer) => throw new NotImplementedException();
}
