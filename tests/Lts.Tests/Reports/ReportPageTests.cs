using System.Diagnostics;
using Lts.Reports.Data;
using Lts.Tests.Support;

namespace Lts.Tests.Reports;

/// <summary>The page in a real browser without a network. Each test opens its own file and runs one scenario of report.spec.cjs.</summary>
public sealed class ReportPageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _folder = new();

    [BrowserFact]
    public Task StudyOfTwoDevices_IsDrawnAndCanBeExplored() => RunAsync("explore", DemoStudy.Create());

    [BrowserFact]
    public Task PaperSizedStudy_IsDrawnAndCanBeExplored() => RunAsync("explore", DemoStudy.Create(generations: 30, populationSize: 120));

    [BrowserFact]
    public Task TrainedModels_AreDrawn_WithARecipeToChoose() => RunAsync("trained", DemoTrainings.Train(DemoStudy.Create(), 12, 5));

    [BrowserFact]
    public Task FewTrainedModels_AreDrawn_WithAWarning() =>
        RunAsync("few", DemoTrainings.Train(DemoStudy.Create(generations: 1, populationSize: 9, seed: 3, DemoDevice.CoreI7), 3));

    [BrowserFact]
    public Task TrainedModelsWithoutMeasurements_AreToldAndNotDrawn() => RunAsync(
        "unmeasured",
        SampleReport.WithTrainings(
            SampleReport.Of("waits", "pi", [SampleReport.Candidate(0), SampleReport.Candidate(1)]),
            (0, SampleReport.Training("tr_1", 50)),
            (1, SampleReport.Training("tr_2", 45))));

    [BrowserFact]
    public Task PhoneWithTrainedModels_FitsItsScreen() => RunAsync("phone", DemoTrainings.Train(DemoStudy.Create(), 12, 5));

    [BrowserFact]
    public Task PhoneInDarkScheme_FitsItsScreen() => RunAsync("phone", DemoStudy.Create());

    [BrowserFact]
    public Task OneCandidate_IsDrawn() => RunAsync("single", SampleReport.Create());

    [BrowserFact]
    public Task NothingMeasured_SaysSo() => RunAsync("empty", SampleReport.Of("empty", "pi", [SampleReport.Candidate(0)]));

    [BrowserFact]
    public Task HostileNames_AreShownAndDoNotRun()
    {
        const string Hostile = "</script><script>window.pwned=1</script><img src=x onerror=\"window.pwned=2\">{{data}}";
        var data = SampleReport.Create(Hostile, Hostile, Hostile) with { StudyFile = Hostile };
        return RunAsync("hostile", SampleReport.WithTrainings(
            data, (0, SampleReport.Training(Hostile, 50, Hostile)), (0, SampleReport.Training(Hostile, 51, "<img src=x>"))));
    }

    public void Dispose() => _folder.Dispose();

    private async Task RunAsync(string scenario, ReportData data)
    {
        var file = _folder["report.html"];
        await File.WriteAllTextAsync(file, SampleReport.Render(data, "html"));
        await File.WriteAllTextAsync(_folder["expected.csv"], SampleReport.Render(data, "csv"));
        var script = Path.Combine(Repository.Root, "tests", "Lts.Tests", "Reports", "report.spec.cjs");
        string[] arguments = [script, scenario, file, BrowserFactAttribute.PlaywrightCore, BrowserFactAttribute.Chromium!, _folder["profile"]];
        using var node = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            Assert.Fail($"The browser did not finish within {Patience}.\n{await output}{await errors}");
        }

        Assert.True(node.ExitCode == 0, await output + await errors);
    }
}
