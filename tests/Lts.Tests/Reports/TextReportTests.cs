using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Reports;
using Lts.Reports.Data;
using Lts.Reports.Formats;
using Lts.Reports.Text;
using Spectre.Console;

namespace Lts.Tests.Reports;

/// <summary>Markdown and the terminal's table.</summary>
public class TextReportTests
{
    [Theory]
    [InlineData("md")]
    [InlineData("table")]
    public void Frontier_IsListed_AndNothingElse(string format)
    {
        var data = SampleReport.Create();
        var text = SampleReport.Render(data, format);
        var frontierLine = Assert.Single(text.Split('\n'), line => line.Contains("12.50", StringComparison.Ordinal));
        Assert.Contains("trusted", frontierLine, StringComparison.Ordinal);
        Assert.Contains("100.0", frontierLine, StringComparison.Ordinal);
        Assert.DoesNotContain(data.Targets[0].Candidates[2].Architecture.Id[5..], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void Table_ShowsTheWholeArchitectureId_SoThatItCanBeCopied(int width) =>
        AssertIdsAreWhole(DemoStudy.Create(generations: 0, populationSize: 6), width);

    [Theory]
    [InlineData(80)]
    [InlineData(130)]
    [InlineData(200)]
    public void Table_WithEveryObjective_ShowsTheWholeArchitectureIdAsWell(int width) =>
        AssertIdsAreWhole(WithEveryObjective(DemoStudy.Create(generations: 0, populationSize: 6)), width);

    [Theory]
    [InlineData("md")]
    [InlineData("table")]
    public void Objectives_ThatNoTableShowsAnyway_GetAColumn(string format)
    {
        var data = SampleReport.Create();
        Assert.DoesNotContain("Model, MiB", SampleReport.Render(data, format), StringComparison.Ordinal);

        var lines = SampleReport.Render(WithEveryObjective(data), format).Split('\n');
        var parameters = data.Targets[0].Candidates[0].Architecture.Parameters;
        Assert.Contains(lines, line => line.Contains("Total", StringComparison.Ordinal) && line.Contains("Model, MiB", StringComparison.Ordinal));
        var row = Assert.Single(lines, line => line.Contains("12.50", StringComparison.Ordinal));
        Assert.Contains(Numbers.Millions(parameters.Total), row, StringComparison.Ordinal);
        Assert.Contains(Numbers.Fixed(parameters.Total * 4 / 1048576.0, 1), row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    public void Table_WithTrainedCandidates_ShowsTheWholeArchitectureIdAsWell(int width)
    {
        var data = DemoTrainings.Train(DemoStudy.Create(generations: 0, populationSize: 6), 3);
        AssertIdsAreWhole(data, width);
        AssertIdsAreWhole(WithEveryObjective(data), width);
    }

    [Theory]
    [InlineData("md")]
    [InlineData("table")]
    public void TrainedCandidate_HasItsLatestPerplexity_AndTheCorrelationIsToldWithItsCount(string format)
    {
        var text = SampleReport.Render(SampleReport.CreateTrained(), format);

        Assert.Contains("Perplexity", text, StringComparison.Ordinal);
        Assert.Contains(text.Split('\n'), line => line.Contains("12.50", StringComparison.Ordinal) && line.Contains("43.2", StringComparison.Ordinal));
        Assert.DoesNotContain("99.0", text, StringComparison.Ordinal);
        var plain = string.Join(' ', text.Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)); // the terminal wraps
        Assert.Contains("correlation of decoder parameters with lower perplexity: 1.00, n = 2. So few say little.", plain, StringComparison.Ordinal);
        Assert.Contains("1,500 steps", plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("md")]
    [InlineData("table")]
    public void WithoutTrainings_NothingIsSaidOfThem(string format)
    {
        var text = SampleReport.Render(SampleReport.Create(), format);
        Assert.DoesNotContain("erplexity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rained", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithTwoRecipes_ShowsThePerplexitiesOfTheOneWithMostArchitectures()
    {
        var data = SampleReport.WithTrainings(
            SampleReport.Create(),
            (0, SampleReport.Training("tr_1", 43.25, "usual")),
            (1, SampleReport.Training("tr_2", 41, "usual")),
            (0, SampleReport.Training("tr_3", 77, "rare")));
        var text = SampleReport.Render(data, "table");
        Assert.Contains(text.Split('\n'), line => line.Contains("12.50", StringComparison.Ordinal) && line.Contains("43.2", StringComparison.Ordinal));
        Assert.DoesNotContain("77.0", text, StringComparison.Ordinal);
        Assert.Contains("recipe rare", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainedModelsThatHaveNoOrder_AreSaidToHaveNone()
    {
        var one = SampleReport.WithTrainings(SampleReport.Create(), (0, SampleReport.Training("tr_1", 50)));
        Assert.Equal("Trained: 1; there is no order to compare with the proxy's.", TrainingText.Correlation(TrainingRecipe.Of(one)[0]));

        var equal = SampleReport.WithTrainings(SampleReport.Create(), (0, SampleReport.Training("tr_1", 50)), (1, SampleReport.Training("tr_2", 50)));
        Assert.Equal(
            "Trained: 2, equal in parameters or perplexity; there is no order to compare.", TrainingText.Correlation(TrainingRecipe.Of(equal)[0]));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Screenful_OfALongFrontier_BeginsWithASummary_AndSaysWhatIsLeftOut(int width)
    {
        var data = LongFrontier(100);
        var lines = Write(data, width, isScreenful: true).TrimEnd().Split('\n');

        Assert.StartsWith("sample  completed, 1 device class, 100 measured", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length < 30, $"{lines.Length} lines");
        Assert.Equal(20, lines.Count(line => line.Contains("trusted", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("20 of 100", StringComparison.Ordinal) && line.Contains("80 more with --all", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Fact]
    public void Screenful_OfAShortFrontier_ShowsEveryRow_AndNamesNothingMore()
    {
        var text = Write(LongFrontier(7), 120, isScreenful: true);

        Assert.Equal(7, text.Split('\n').Count(line => line.Contains("trusted", StringComparison.Ordinal)));
        Assert.DoesNotContain("--all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_ThatIsNotInATerminal_HasEveryRow()
    {
        var text = SampleReport.Render(LongFrontier(100), "table");

        Assert.Equal(100, text.Split('\n').Count(line => line.Contains("trusted", StringComparison.Ordinal)));
        Assert.DoesNotContain("--all", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void FrontierSample_HasBothEndsAndTheKnee_InOrder_WithoutRepeating(int most)
    {
        var data = LongFrontier(100);
        var frontier = data.Targets[0].Frontier();
        var sample = FrontierSample.Of(frontier, data.Problem, most);

        Assert.Equal(most, sample.Distinct().Count());
        Assert.Same(frontier[0], sample[0]);
        Assert.Same(frontier[^1], sample[^1]);
        Assert.Contains(frontier[FrontierSample.KneeOf(frontier, data.Problem)], sample);
        Assert.Equal(sample.OrderBy(c => c.Measurement!.Latency.LatencyMs), sample);
    }

    /// <summary>One device whose candidates are all on the frontier.</summary>
    private static ReportData LongFrontier(int count) => SampleReport.Of(
        "sample",
        "pi",
        [
            .. Enumerable.Range(0, count).Select(i => SampleReport.Candidate(i) with
            {
                Outcome = SampleReport.Measurement(10 + i),
                State = CandidateState.Measured,
                IsFeasible = true,
                IsOnFrontier = true,
            }),
        ]);

    private static string Write(ReportData data, int width, bool isScreenful)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        TableReport.Write(data, console, isScreenful);
        return writer.ToString();
    }

    private static ReportData WithEveryObjective(ReportData data) => data with
    {
        Problem = data.Problem with { Objectives = [.. Metrics.All.Select(m => new Objective(m, m.NaturalDirection))] },
    };

    private static void AssertIdsAreWhole(ReportData data, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        TableReport.Write(data, console);

        var frontier = data.Targets.SelectMany(t => t.Frontier()).ToArray();
        Assert.NotEmpty(frontier);
        Assert.All(frontier, c => Assert.Contains(c.Architecture.Id, writer.ToString(), StringComparison.Ordinal));
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Fact]
    public void Table_LetsNoControlSequenceThrough()
    {
        var text = SampleReport.Render(SampleReport.Create(deviceName: "evil\u001b]0;title\u0007[red]name[/]"), "table");
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u0007', text);
        Assert.Contains("[red]name[/]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_TextFromOutside_BecomesNeitherTagNorCellNorLink()
    {
        var data = SampleReport.Create(deviceName: "a|b<script>", failureMessage: "[x](y) `z`\n# heading");
        var text = SampleReport.Render(data, "md");
        Assert.DoesNotContain("<script>", text.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(@"a\|b\<script\>", text, StringComparison.Ordinal);
        Assert.Contains(@"\[x\](y) \`z\` # heading", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_AddressesFromOutside_BecomeNoLinks()
    {
        var text = SampleReport.Render(SampleReport.Create(failureMessage: "see https://evil.example or WWW.evil.example at 1:2"), "md");
        Assert.Contains(@"see https\://evil.example or WWW\.evil.example at 1:2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_StudyFile_StaysInsideItsBlock()
    {
        var data = SampleReport.Create() with { StudyFile = "name: x\n```\n# out" };
        Assert.Contains("````yaml\nname: x\n```\n# out\n````\n", SampleReport.Render(data, "md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("md")]
    [InlineData("table")]
    public void StudyWithoutMeasurements_SaysSo(string format)
    {
        var text = SampleReport.Render(SampleReport.Of("empty", "pi", []), format);
        Assert.Contains("0 measured", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_WhenEverythingFailed_ListsTheFailures()
    {
        var failed = SampleReport.Create(failureMessage: "no room for it").Targets[0].Candidates.Where(c => c.Failure is not null);
        var text = SampleReport.Render(SampleReport.Of("hopeless", "pi", [.. failed]), "md");
        Assert.Contains("nothing was measured", text, StringComparison.Ordinal);
        Assert.Contains("no room for it", text, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFormat_HasANameOfItsOwn()
    {
        Assert.Equal(["table", "html", "csv", "json", "md"], ReportRenderers.All.Select(r => r.Format));
        Assert.Null(ReportRenderers.Find("pdf"));
    }
}
