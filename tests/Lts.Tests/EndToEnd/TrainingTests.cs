using System.Text.Json;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Service;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>From a frontier to text: coordinator, agent and trainer as real processes, driven by the command line.</summary>
public sealed class TrainingTests
{
    private const string Recipe = """
        { "training": { "steps": 300, "batch_size": 4, "sequence_length": 32, "warmup_steps": 5, "log_interval_steps": 10,
          "evaluation_interval_steps": 100, "evaluation_tokens": 1024, "checkpoint_interval_steps": 20 }, "device": { "threads": 1 } }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [TorchFact]
    public async Task Frontier_TrainedAcrossKills_StandsInTheReportAndWritesText()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await using var trainer = await ServedTrainer.StartAsync();
        await MeasureAsync(laboratory, "small");
        await File.WriteAllTextAsync(laboratory["recipe.json"], Recipe);
        string[] wish = ["small", "--pick", "frontier", "--trainer", trainer.Address, "--corpus", "docs", "--vocabulary", "300", "--config", laboratory["recipe.json"]];
        var trainings = Ids(await RunAsync(laboratory, ["train", .. wish, "--detach", "--json"]));
        Assert.InRange(trainings.Count, 3, 6);
        await trainer.ReachesAsync(trainings[0], 30);

        await laboratory.Coordinator.KillAsync();
        await laboratory.StartCoordinatorAsync();
        await trainer.KillAsync();
        await trainer.StartAgainAsync();
        await RunAsync(laboratory, "train", "watch");
        Assert.Equal(trainings, Ids(await RunAsync(laboratory, ["train", .. wish, "--detach", "--json"]))); // the same wish again trains nothing anew

        using var report = JsonDocument.Parse(await RunAsync(laboratory, "frontier", "small", "--json"));
        var recipe = Assert.Single(report.RootElement.GetProperty("training_recipes").EnumerateArray());
        Assert.Equal(trainings.Count, recipe.GetProperty("trained_count").GetInt32());
        Assert.InRange(recipe.GetProperty("proxy_correlation").GetDouble(), -1, 1);
        var trained = report.RootElement.GetProperty("targets")[0].GetProperty("candidates").EnumerateArray()
            .Where(c => c.TryGetProperty("trainings", out _)).ToList();
        Assert.Equal(trainings.Count, trained.Count);
        Assert.All(trained, c =>
        {
            Assert.True(c.GetProperty("on_frontier").GetBoolean());
            Assert.InRange(c.GetProperty("trainings")[0].GetProperty("validation_perplexity").GetDouble(), 2, 300);
        });
        Assert.Contains("Spearman", await RunAsync(laboratory, "frontier", "small"), StringComparison.Ordinal);

        var once = await RunAsync(laboratory, "generate", trainings[0], "the model", "--max-tokens", "8");
        Assert.StartsWith("the model", once, StringComparison.Ordinal);
        Assert.Equal(once, await RunAsync(laboratory, "generate", trainings[0][..12], "the model", "--max-tokens", "8"));
        await PullAsync(laboratory, trainings[0], once);
    }

    [TorchFact]
    public async Task Training_Cancelled_GoesOnWhenItIsAskedForAgain()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await using var trainer = await ServedTrainer.StartAsync();
        await File.WriteAllTextAsync(laboratory["recipe.json"], Recipe.Replace("300", "3000", StringComparison.Ordinal));
        await File.WriteAllTextAsync(laboratory["model.json"], """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 32, "d_inner": 48, "n_head": 2, "vocab_size": 300 }""");
        string[] wish = ["--architecture", laboratory["model.json"], "--trainer", trainer.Address, "--corpus", "docs", "--config", laboratory["recipe.json"], "--detach", "--json"];
        var id = Assert.Single(Ids(await RunAsync(laboratory, ["train", .. wish])));
        await trainer.ReachesAsync(id, 30);

        using (var cancelled = JsonDocument.Parse(await RunAsync(laboratory, "train", "cancel", id, "--json")))
        {
            Assert.Equal("cancelled", cancelled.RootElement.GetProperty("state").GetString());
        }

        await RunAsync(laboratory, ["train", .. wish]);
        await RunAsync(laboratory, "train", "watch", id);
        Assert.Contains("Going on after step", await File.ReadAllTextAsync(trainer.FolderOf(id).Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithoutATrainerThatAnswers_KeepsNothing()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await File.WriteAllTextAsync(laboratory["model.json"], """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 32, "d_inner": 48, "n_head": 2, "vocab_size": 300 }""");

        var train = laboratory.Lts("train", "--architecture", laboratory["model.json"], "--trainer", "127.0.0.1:9");

        Assert.Equal(3, await train.WaitAsync(Limit));
        Assert.Contains("The trainer at http://127.0.0.1:9 cannot be reached", train.Output, StringComparison.Ordinal);
        Assert.Equal("[]", (await RunAsync(laboratory, "train", "list", "--json")).Trim());
    }

    private static async Task MeasureAsync(Laboratory laboratory, string name)
    {
        await laboratory.StartAgentAsync("one");
        var request = SmallStudy.Create(name);
        request.Spec.MaxCandidates = 6;
        var study = await laboratory.Studies.CreateStudyAsync(request);
        Assert.Equal(StudyState.Completed, (await laboratory.WatchAsync(study.Id, Limit)).State);
    }

    /// <summary>What was pulled is whole: it writes the same text here.</summary>
    private static async Task PullAsync(Laboratory laboratory, string training, string text)
    {
        await RunAsync(laboratory, "train", "pull", training, "-o", laboratory["pulled"]);
        await using var generate = RunningProgram.Start(
            "Lts.Trainer", "generate", Path.Combine(laboratory["pulled"], "model"), "the model", "--max-tokens", "8");
        Assert.Equal(0, await generate.WaitAsync(Limit));
        Assert.Equal(text, generate.StandardOutput);
    }

    private static async Task<string> RunAsync(Laboratory laboratory, params string[] arguments)
    {
        var lts = laboratory.Lts(arguments);
        var code = await lts.WaitAsync(Limit);
        Assert.True(code == 0, $"lts {string.Join(' ', arguments)} ended with {code}:\n{lts.Output}");
        return lts.StandardOutput;
    }

    private static List<string> Ids(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(training => training.GetProperty("id").GetString()!)];
    }
}
