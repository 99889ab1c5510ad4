using System.Globalization;
using Lts.Reports.Data;

namespace Lts.Tests.Reports;

public class CsvReportTests
{
    [Fact]
    public void EveryCandidate_IsALine_WithItsNumbers()
    {
        var rows = Read(SampleReport.Create());

        Assert.Equal(3, rows.Count);
        Assert.Equal("12.5", rows[0]["latency_ms"]);
        Assert.Equal("12.375", rows[0]["latency_low_ms"]);
        Assert.Equal("100", rows[0]["peak_memory_mib"]);
        Assert.Equal("46", rows[0]["peak_memory_net_mib"]);
        Assert.Equal("256 512", rows[0]["d_inner"]);
        Assert.Equal("2 4", rows[0]["n_head"]);
        Assert.Equal("trusted", rows[0]["verdict"]);
        Assert.Equal("true", rows[0]["on_frontier"]);
        Assert.Equal("2026-02-03T04:06:06Z", rows[0]["start_time"]);
        Assert.Equal("out_of_memory", rows[1]["failure_kind"]);
        Assert.Equal(rows[0]["architecture_id"], rows[1]["parents"]);
        Assert.Equal("pending", rows[2]["state"]);
        Assert.Equal("", rows[2]["latency_ms"]);
    }

    [Fact]
    public void Parameters_AreTheArchitectures()
    {
        var data = SampleReport.Create();
        var expected = data.Targets[0].Candidates[1].Architecture.Parameters;
        var row = Read(data)[1];

        Assert.Equal(expected.Decoder, long.Parse(row["decoder_parameters"], CultureInfo.InvariantCulture));
        Assert.Equal(expected.Embedding, long.Parse(row["embedding_parameters"], CultureInfo.InvariantCulture));
        Assert.Equal(expected.Total, long.Parse(row["total_parameters"], CultureInfo.InvariantCulture));
        Assert.Equal(expected.Total * 4 / 1048576.0, double.Parse(row["model_mib"], CultureInfo.InvariantCulture), tolerance: 1e-6);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("comma, \"quotes\" and\r\na line break")]
    [InlineData("\"")]
    [InlineData("naïve 🤖 漢字")]
    public void Text_ReadsBackAsItWas(string text)
    {
        var rows = Read(SampleReport.Create(deviceName: text, failureMessage: text));
        Assert.Equal(text, rows[0]["device"]);
        Assert.Equal(text, rows[1]["failure_message"]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1+1|cmd")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void TextThatASpreadsheetWouldRun_GetsAnApostrophe(string text)
    {
        var rows = Read(SampleReport.Create(deviceName: text, failureMessage: text));
        Assert.Equal("'" + text, rows[0]["device"]);
        Assert.Equal("'" + text, rows[1]["failure_message"]);
    }

    [Fact]
    public void Numbers_DoNotFollowTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            var expected = SampleReport.Render(SampleReport.Create(), "csv");
            CultureInfo.CurrentCulture = german;
            Assert.Equal(expected, SampleReport.Render(SampleReport.Create(), "csv"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TrainedCandidate_HasTheNumbersOfItsLatestTraining()
    {
        var rows = Read(SampleReport.CreateTrained());

        Assert.Equal("tr_2", rows[0]["training_id"]);
        Assert.Equal("abcdef0123456789", rows[0]["recipe_sha256"]);
        Assert.Equal("1500", rows[0]["training_steps"]);
        Assert.Equal("12288000", rows[0]["training_tokens"]);
        Assert.Equal("43.25", rows[0]["validation_perplexity"]);
        Assert.Equal("86.5", rows[0]["word_perplexity"]);
        Assert.Equal(Math.Log2(43.25) / 3.5, double.Parse(rows[0]["bits_per_byte"], CultureInfo.InvariantCulture), tolerance: 1e-5);
        Assert.Equal("40", rows[2]["validation_perplexity"]);
        Assert.Equal("", rows[1]["training_id"]);
        Assert.Equal("", rows[1]["validation_perplexity"]);
    }

    [Fact]
    public void ColumnsOfTrainings_AreAdded_AtTheEnd()
    {
        var columns = CsvParser.Parse(SampleReport.Render(SampleReport.Create(), "csv"))[0];
        Assert.Equal(
            ["model_mib", "training_id", "recipe_sha256", "training_steps", "training_tokens", "validation_perplexity", "word_perplexity", "bits_per_byte"],
            columns[^8..]);
    }

    [Fact]
    public void TrainingIdThatASpreadsheetWouldRun_GetsAnApostrophe() =>
        Assert.Equal("'=1+1", Read(SampleReport.CreateTrained("=1+1"))[0]["training_id"]);

    private static List<Dictionary<string, string>> Read(ReportData data)
    {
        var lines = CsvParser.Parse(SampleReport.Render(data, "csv"));
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(c => c.First, c => c.Second))];
    }
}
