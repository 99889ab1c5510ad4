using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Golden.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Golden.Trainer;

/// <summary>A trainer's data directory of before: jobs in every end, a model, a checkpoint to go on from.</summary>
[Collection(TorchSerial.Name)]
public sealed class GoldenTrainerTests
{
    /// <summary>How far a long run may drift on another processor.</summary>
    private const double Drift = 0.05;

    private const double Rounding = 1e-4;

    /// <summary>What clocks and machines decide.</summary>
    private static readonly string[] Moment = ["elapsed_s", "tokens_per_second", "training_s", "libtorch", "device", "peak_memory_bytes"];

    [TorchFact]
    public async Task Jobs_AreKnownAsTheyWere_AndTheModelWritesText()
    {
        await using var trainer = GoldenTrainer.Copy();
        await trainer.ServeAsync();

        var jobs = (await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs;
        var whole = new List<string>();
        foreach (var job in jobs)
        {
            whole.Add(JsonFormatter.Default.Format(await trainer.Client.GetJobAsync(new GetJobRequest { JobId = job.Id })));
        }

        GoldenFiles.IsJson("trainer/jobs.json", trainer.WithoutPlace(string.Join('\n', whole)));
        var artifacts = await trainer.Client.ListArtifactsAsync(new ListArtifactsRequest { JobId = GoldenTrainer.Complete });
        GoldenFiles.IsText("trainer/artifacts.txt", string.Concat(artifacts.Artifacts.Select(a => a.Name + "\n")));
        GoldenFiles.IsText("trainer/text.txt", await TextAsync(trainer));
    }

    /// <summary>It has the bits of the run that was not stopped; where processor and libtorch are those of then, the bits of then.</summary>
    [TorchFact]
    public async Task StoppedJob_GoesOnFromItsCheckpoint()
    {
        await using var trainer = GoldenTrainer.Copy();
        await trainer.ServeAsync();

        await trainer.Client.ResumeJobAsync(new ResumeJobRequest { JobId = GoldenTrainer.Stopped });
        var job = await trainer.EndedAsync(GoldenTrainer.Stopped);

        Assert.True(job.State == JobState.Completed, job.FailureMessage + trainer.Output);
        string run = trainer[$"data/jobs/{GoldenTrainer.Stopped}/run"];
        Assert.Contains("Going on after step 123", await File.ReadAllTextAsync(trainer[$"data/jobs/{GoldenTrainer.Stopped}/output.log"]), StringComparison.Ordinal);
        GoldenFiles.IsNearlyJson("trainer/resumed-result.json", await File.ReadAllTextAsync(Path.Combine(run, "result.json")), Drift, [.. Moment, "word_perplexity"]);
        string before = GoldenFiles.Text($"{GoldenTrainer.Files}/data/jobs/{GoldenTrainer.Stopped}/run/progress.jsonl");
        Assert.StartsWith(before, await File.ReadAllTextAsync(Path.Combine(run, "progress.jsonl")), StringComparison.Ordinal);
        byte[] model = await File.ReadAllBytesAsync(Path.Combine(run, "checkpoints/last/model.safetensors"));
        string machine = $"{Processor()}, libtorch {job.Result.Libtorch}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(model));
        if (GoldenFiles.Writes || GoldenFiles.Text("trainer/resumed-bits.txt").StartsWith(machine + "\n", StringComparison.Ordinal))
        {
            GoldenFiles.IsText("trainer/resumed-bits.txt", $"{machine}\n{hash}\n");
        }
    }

    [TorchFact]
    public async Task Verbs_SayOfTheModelWhatTheyDid()
    {
        await using var trainer = GoldenTrainer.Copy();
        string run = trainer[$"data/jobs/{GoldenTrainer.Complete}/run"];

        string eval = await GoldenTrainer.RunAsync("eval", run, trainer["docs.txt"], "--json");
        GoldenFiles.IsNearlyJson("trainer/eval.json", eval, Rounding, "model", "elapsed_s", "word_perplexity");
        string text = await GoldenTrainer.RunAsync("generate", run, "The trainer", "--temperature", "0", "--max-tokens", "8", "--json");
        GoldenFiles.IsJson("trainer/generate.json", text, "seed");
    }

    [Theory]
    [InlineData("small-cpu")]
    [InlineData("archai")]
    public async Task Config_HasTheDefaultsThatItHad(string preset) =>
        GoldenFiles.IsJson($"trainer/config-{preset}.json", await GoldenTrainer.RunAsync("config", "--preset", preset));

    private static async Task<string> TextAsync(GoldenTrainer trainer)
    {
        var request = new GenerateTextRequest { JobId = GoldenTrainer.Complete, Prompts = { "The trainer" }, MaxTokens = 8, Temperature = 0 };
        using var call = trainer.Client.GenerateText(request);
        return string.Concat(await call.ResponseStream.ReadAllAsync().Select(piece => piece.Text).ToListAsync()) + "\n";
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal), "?").Split(':')[^1].Trim()
        : "?";
}
