using System.Text.Json;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>From a study's frontier to trained models, with three real programs, whichever of them is killed on the way.</summary>
[Collection(TorchSerial.Name)]
public sealed class TrainingRestartTests
{
    private const int Trained = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [TorchFact]
    public async Task Frontier_IsTrained_ThoughCoordinatorAndTrainerAreKilled()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("one");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("trained"));
        Assert.Equal(StudyState.Completed, (await laboratory.WatchAsync(study.Id, Limit)).State);
        await using var trainer = await TrainingWorkshop.StartAsync(laboratory);

        var ids = new List<string>();
        for (int rank = 1; rank <= Trained; rank++)
        {
            await using var train = laboratory.Lts(
                "train", "trained", "--pick", $"rank:{rank}", "--trainer", trainer.Address, "--corpus", "docs", "--config", trainer.Configuration, "--detach",
                "--json");
            Assert.True(await train.WaitAsync(Limit) == ExitCode.Success, train.Output);
            ids.Add(JsonElement.Parse(train.StandardOutput)[0].GetProperty("id").GetString()!);
        }

        Assert.Equal(Trained, ids.Distinct().Count());
        await ReachesAsync(laboratory, trainer, ids[0], t => t.Progress is { Step: > 4 });
        await laboratory.Coordinator.KillAsync();
        await laboratory.StartCoordinatorAsync();
        await ReachesAsync(laboratory, trainer, ids[0], t => t.State == JobState.Running || t.State == JobState.Completed);
        await trainer.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await trainer.StartAgainAsync();
        await using (var watch = laboratory.Lts(["train", "watch", .. ids]))
        {
            Assert.True(await watch.WaitAsync(Limit) == ExitCode.Success, watch.Output + trainer.Output);
        }

        await AssertReportedAsync(laboratory, ids);
        await AssertGeneratesAndPullsAsync(laboratory, ids[0]);
    }

    private static async Task AssertReportedAsync(Laboratory laboratory, List<string> ids)
    {
        var frontier = await laboratory.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = "trained" });
        var trained = frontier.Candidates.Where(c => c.Trainings.Count > 0).ToList();
        Assert.Equal(ids, trained.Select(c => Assert.Single(c.Trainings).TrainingId));
        Assert.Single(trained.Select(c => c.Trainings[0].RecipeSha256).Distinct());
        Assert.All(trained, c =>
        {
            Assert.Equal(c.Parameters.Decoder, c.Trainings[0].Result.DecoderParameters);
            Assert.InRange(c.Trainings[0].Result.ValidationPerplexity, 1, 512);
        });

        await using var report = laboratory.Lts("frontier", "trained", "--json");
        Assert.True(await report.WaitAsync(Limit) == ExitCode.Success, report.Output);
        Assert.All(ids, id => Assert.Contains($"\"training_id\":\"{id}\"", report.StandardOutput.Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static async Task AssertGeneratesAndPullsAsync(Laboratory laboratory, string id)
    {
        await using var generate = laboratory.Lts("generate", id, "The trainer", "--max-tokens", "8", "--greedy");
        Assert.True(await generate.WaitAsync(Limit) == ExitCode.Success, generate.Output);
        Assert.StartsWith("The trainer", generate.StandardOutput, StringComparison.Ordinal);

        string folder = laboratory["pulled"];
        Directory.CreateDirectory(folder);
        for (int time = 0; time < 2; time++) // the second finds all of it there
        {
            await using var pull = laboratory.Lts("train", "pull", id, "-o", folder);
            Assert.True(await pull.WaitAsync(Limit) == ExitCode.Success, pull.Output);
        }

        Assert.True(File.Exists(Path.Combine(folder, "model", "model.safetensors")));
        Assert.Empty(Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories));
    }

    private static Task ReachesAsync(Laboratory laboratory, TrainingWorkshop trainer, string id, Func<Training, bool> isThere) => Eventually.TrueAsync(
        $"training {id} goes on; the trainer said:\n{trainer.Output}",
        () => isThere(laboratory.Trainings.GetTraining(new GetTrainingRequest { TrainingId = id })),
        Limit);
}
