using System.Text.Json;
using Lts.Reports.Data;
using Lts.Reports.Formats;

namespace Lts.Tests.Reports;

/// <summary>Reports that leave something out say so, and keep to what the coordinator says of the whole.</summary>
public sealed class LargeStudyReportTests
{
    private static ReportData Drawn => SampleReport.Create() with { Sample = new ReportSample(3_000, 99_812) };

    [Theory]
    [InlineData("html")]
    [InlineData("json")]
    [InlineData("md")]
    public void Sample_IsStated(string format)
    {
        Assert.Contains("3,000 of 99,812 not on it", SampleReport.Render(Drawn, format), StringComparison.Ordinal);
        Assert.DoesNotContain("not on it", SampleReport.Render(SampleReport.Create(), format), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasTheCounts_AndOfTheHypervolumeTheLastPointOnly()
    {
        var data = Drawn with { Targets = [.. Drawn.Targets.Select(t => t with { Hypervolume = 0.75, HasReferencePoint = true, MeasuredCount = 90_000, FailedCount = 5 })] };

        using var json = JsonDocument.Parse(SampleReport.Render(data, "json"));

        Assert.Equal(3_000, json.RootElement.GetProperty("sample").GetProperty("drawn_count").GetInt32());
        Assert.Equal(99_812, json.RootElement.GetProperty("sample").GetProperty("other_count").GetInt32());
        var point = Assert.Single(json.RootElement.GetProperty("targets")[0].GetProperty("hypervolume_history").EnumerateArray());
        Assert.Equal(90_005, point.GetProperty("settled_count").GetInt32());
        Assert.Equal(0.75, point.GetProperty("hypervolume").GetDouble());
    }

    [Fact]
    public void Csv_OfAStream_IsTheSameAsOfAWholeStudy()
    {
        var whole = SampleReport.Create();
        using var streamed = new StringWriter();

        CsvReport.Write(
            whole with { Targets = [.. whole.Targets.Select(t => t with { Candidates = [] })] },
            whole.Targets.SelectMany(t => t.Candidates.Select(c => c with { DeviceClass = t.DeviceClass })),
            streamed);

        Assert.Equal(SampleReport.Render(whole, "csv"), streamed.ToString());
    }
}
