using System.Text.RegularExpressions;
using Lts.Tests.Golden.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>The reports of the golden database, in every format.</summary>
public sealed partial class GoldenReportTests(GoldenDatabase database) : IClassFixture<GoldenDatabase>
{
    /// <summary>When a report was made, and by which version.</summary>
    private static readonly string[] Moment = ["generated_time", "tool_version"];

    public static TheoryData<string> Studies => GoldenStudies.Names;

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Json_IsWhatItWas(string study) => GoldenFiles.IsJson(NameOf(study, "json"), await ReportAsync(study, "json"), Moment);

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Csv_IsWhatItWas(string study) => GoldenFiles.IsText(NameOf(study, "csv"), await ReportAsync(study, "csv"));

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Markdown_IsWhatItWas(string study) =>
        GoldenFiles.IsText(NameOf(study, "md"), MadeBy().Replace(await ReportAsync(study, "md"), "Made by *"));

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Table_IsWhatItWas(string study) => GoldenFiles.IsText(NameOf(study, "txt"), await ReportAsync(study, "table"));

    /// <summary>The page draws what is inside it: the JSON and the CSV of the study.</summary>
    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Html_HoldsTheSameData(string study)
    {
        string page = await ReportAsync(study, "html");
        GoldenFiles.IsJson(NameOf(study, "json"), Data().Match(page).Groups[1].Value, Moment);
        string csv = System.Text.Json.JsonSerializer.Deserialize<string>(Csv().Match(page).Groups[1].Value)!;
        GoldenFiles.IsText(NameOf(study, "csv"), csv);
    }

    private static string NameOf(string study, string extension) => $"coordinator/reports/{study}.{extension}";

    private Task<string> ReportAsync(string study, string format) => database.RunAsync("frontier", study, "--format", format);

    [GeneratedRegex("Made by .*")]
    private static partial Regex MadeBy();

    [GeneratedRegex("""<script type="application/json" id="report-data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("""<script type="application/json" id="report-csv">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Csv();
}
