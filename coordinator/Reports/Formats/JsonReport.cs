using System.Text.Json;
using Lts.Reports.Data;
using Lts.Reports.Json;

namespace Lts.Reports.Formats;

/// <summary>Everything that is known of a study, with raw latency samples where they were kept; docs/reports.md lists the fields.</summary>
internal sealed class JsonReport : IReportRenderer
{
    private static readonly ReportJsonContext Indented =
        new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { WriteIndented = true });

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(ReportDocumentMapper.Map(data, includeSamples: true), Indented.ReportDocument));
        writer.Write('\n');
    }
}
