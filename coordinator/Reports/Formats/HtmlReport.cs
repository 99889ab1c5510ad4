using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lts.Reports.Data;
using Lts.Reports.Json;

namespace Lts.Reports.Formats;

/// <summary>
/// One self-contained page: template, style, script and chart library are resources of this program, the data are JSON inside the page.
/// Nothing from outside becomes markup or script, and the page's own policy forbids it any request.
/// </summary>
internal sealed partial class HtmlReport : IReportRenderer
{
    // In this order they are one module: what a file needs is declared in the files before it.
    private static readonly string[] Scripts =
        ["format.js", "model.js", "drawing.js", "options.js", "charts.js", "trained.js", "table.js", "quality.js", "report.js"];

    private static readonly Lazy<string> Template = new(() => PageResources.Read("report.html"));
    private static readonly Lazy<string> Style = new(() => PageResources.Read("report.css"));
    private static readonly Lazy<string> ChartLibrary = new(() => PageResources.Read("echarts.js"));
    private static readonly Lazy<string> Script = new(() => string.Concat(Scripts.Select(PageResources.Read)));

    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        int position = 0;
        foreach (Match match in Placeholder().Matches(Template.Value))
        {
            writer.Write(Template.Value.AsSpan(position, match.Index - position));
            writer.Write(Fill(match.Groups[1].Value, data));
            position = match.Index + match.Length;
        }

        writer.Write(Template.Value.AsSpan(position));
    }

    // Placeholders are found in the template only, so data that look like one stay as they are.
    private static string Fill(string placeholder, ReportData data) => placeholder switch
    {
        "title" => WebUtility.HtmlEncode(data.StudyName),
        "policy" => Policy(),
        "style" => Style.Value,
        "charts" => ChartLibrary.Value,
        "data" => JsonSerializer.Serialize(ReportDocumentMapper.Map(data, includeSamples: false), ReportJsonContext.Default.ReportDocument),
        "metrics" => JsonSerializer.Serialize(PageMetrics.Of(data), ReportJsonContext.Default.PageMetrics),
        "csv" => JsonSerializer.Serialize(Csv(data), ReportJsonContext.Default.String),
        "script" => Script.Value,
        _ => throw new InvalidOperationException($"report.html has an unknown placeholder '{placeholder}'."),
    };

    /// <summary>No request of any kind, and no script but the two of this page; the chart library's tooltips need inline styles.</summary>
    private static string Policy() => string.Create(
        CultureInfo.InvariantCulture,
        $"default-src 'none'; script-src '{Hash(ChartLibrary.Value)}' '{Hash(Script.Value)}'; style-src 'unsafe-inline'; "
        + $"img-src data:; base-uri 'none'; form-action 'none'");

    private static string Hash(string script) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static string Csv(ReportData data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        new CsvReport().Write(data, writer);
        return writer.ToString();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
