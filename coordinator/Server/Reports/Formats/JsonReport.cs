using Lts.Coordinator.Reports.Data;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The report as json.</summary>
internal sealed class JsonReport : IReportRenderer
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer) => throw new NotImplementedException();
}
