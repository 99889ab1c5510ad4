using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lts.Tests.Reports;

/// <summary>The page as text; what it does in a browser is in <see cref="ReportPageTests"/>.</summary>
public partial class HtmlReportTests
{
    private const string Hostile = "</script><script>alert(1)</script><!--{{script}}\u2028";

    [Fact]
    public void HostileText_CannotLeaveItsPlace()
    {
        var page = SampleReport.Render(SampleReport.Create(Hostile, Hostile, Hostile), "html");

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2028', DataBlock(page, "report-data"));
        Assert.Equal(5, page.Split("</script>").Length - 1);
    }

    [Fact]
    public void Data_AreTheJsonReport_WithoutSamples()
    {
        var page = SampleReport.Render(SampleReport.Create(Hostile, Hostile, Hostile), "html");
        using var data = JsonDocument.Parse(DataBlock(page, "report-data"));

        Assert.Equal(Hostile, data.RootElement.GetProperty("study").GetProperty("name").GetString());
        var candidate = data.RootElement.GetProperty("targets")[0].GetProperty("candidates")[0];
        var latency = candidate.GetProperty("measurement").GetProperty("latency");
        Assert.Equal(12.5, latency.GetProperty("latency_ms").GetDouble());
        Assert.False(latency.TryGetProperty("candidate_samples_ms", out _));
    }

    [Fact]
    public void EmbeddedCsv_IsTheCsvReport()
    {
        var data = SampleReport.Create(Hostile, "a \"quoted\"\r\nmessage");
        var embedded = DataBlock(SampleReport.Render(data, "html"), "report-csv");
        Assert.Equal(SampleReport.Render(data, "csv"), JsonSerializer.Deserialize<string>(embedded));
    }

    [Fact]
    public void Policy_AllowsTheTwoScriptsOfThePage_AndNoRequest()
    {
        var page = SampleReport.Render(SampleReport.Create(), "html");
        var policy = PolicyPattern().Match(page).Groups[1].Value;
        var scripts = ScriptPattern().Matches(page).Select(m => m.Groups[1].Value).ToArray();

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Equal(2, scripts.Length);
        Assert.All(scripts, script => Assert.Contains($"'sha256-{Hash(script)}'", policy, StringComparison.Ordinal));
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_CarriesTheChartLibrarysLicence()
    {
        var page = SampleReport.Render(SampleReport.Create(), "html");
        Assert.Contains("Licensed to the Apache Software Foundation (ASF)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_IsTheSameForEqualData() =>
        Assert.Equal(SampleReport.Render(SampleReport.Create(), "html"), SampleReport.Render(SampleReport.Create(), "html"));

    private static string Hash(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static string DataBlock(string page, string id)
    {
        var start = page.IndexOf($"id=\"{id}\">", StringComparison.Ordinal) + id.Length + 6;
        return page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex("<script(?: type=\"module\")?>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();
}
