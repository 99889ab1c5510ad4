using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Training;

/// <summary>Whatever goes wrong: one message that says what to do, and the last good state kept.</summary>
[Collection(TorchSerial.Name)]
public sealed class FailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TorchFact]
    public async Task Divergence_StopsWithWhatHappened_AndKeepsTheLastCheckpoint()
    {
        using var run = new SmallRun(configuration =>
        {
            configuration["training"]!["learning_rate"] = 10;
            configuration["training"]!["warmup_steps"] = 0;
            configuration["training"]!["gradient_clip_norm"] = 0;
            configuration["training"]!["steps"] = 400;
        });

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Equal(ExitCode.Incomplete, e.ExitCode);
        Assert.Contains("diverged at step", e.Message, StringComparison.Ordinal);
        Assert.Contains("training.learning_rate", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(run.LastModel), e.Message);
        Assert.Contains($"kept in {Path.GetDirectoryName(run.LastModel)}.", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(run.Folder.Result));
    }

    [TorchFact]
    public async Task DivergenceOfAShortRun_IsNoResult_AndNamesNoCheckpointThatIsNotThere()
    {
        using var run = new SmallRun(configuration =>
        {
            var training = configuration["training"]!;
            (training["learning_rate"], training["warmup_steps"], training["gradient_clip_norm"]) = (10, 0, 0);
            (training["steps"], training["checkpoint_interval_steps"], training["evaluation_interval_steps"]) = (15, 100, 100);
        });

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Equal(ExitCode.Incomplete, e.ExitCode);
        Assert.Contains("No checkpoint had been saved yet.", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(run.LastModel)!, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(run.Folder.Result));
    }

    [TorchFact]
    public async Task Memory_ThatDoesNotSuffice_IsExplained()
    {
        using var run = new SmallRun(configuration =>
        {
            // Attention scores of a sequence of that length take half a terabyte.
            configuration["training"]!["sequence_length"] = 250_000;
            configuration["training"]!["batch_size"] = 1;
            configuration["data"]!["validation_fraction"] = 0.5;
            configuration["data"]!["tokenizer"] = new JsonObject { ["train_vocabulary_size"] = 258 };
        });
        var random = new Random(1);
        File.WriteAllText(run.TextPath, string.Concat(Enumerable.Range(0, 100_000).Select(_ => $"{(char)random.Next('a', 'z')}{random.Next(100_000_000)} ")));

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Contains("There was not enough memory at step 1", e.Message, StringComparison.Ordinal);
        Assert.Contains("training.batch_size", e.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public async Task AnotherConfiguration_IsRefusedByTheRunOfTheFirst()
    {
        using var run = new SmallRun();
        await run.TrainAsync();
        run.Configure("other.json", configuration =>
        {
            configuration["training"]!["learning_rate"] = 0.5;
            configuration["architecture"]!["d_model"] = 64;
        });

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync(configuration: "other.json"));

        Assert.Equal(ExitCode.Conflict, e.ExitCode);
        Assert.Contains("training.learning_rate: 0.001 in the run, 0.5 now", e.Message, StringComparison.Ordinal);
        Assert.Contains("architecture.d_model: 32 in the run, 64 now", e.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public async Task CheckpointOfAnotherArchitecture_IsRefused()
    {
        using var run = new SmallRun();
        using var other = new SmallRun(configuration => configuration["architecture"]!["d_model"] = 64);
        await run.TrainAsync();
        await other.TrainAsync();
        File.Delete(run.Folder.Result);
        Directory.Delete(Path.GetDirectoryName(run.LastModel)!, recursive: true);
        Directory.Move(Path.GetDirectoryName(other.LastModel)!, Path.GetDirectoryName(run.LastModel)!);

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Equal(ExitCode.Conflict, e.ExitCode);
        Assert.Contains("holds weights of gpt2_", e.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public async Task SecondTrainer_IsRefused_AndTheFirstGoesOn()
    {
        using var run = new SmallRun(configuration => configuration["training"]!["steps"] = 100_000);
        await using var first = run.Start();
        await Eventually.TrueAsync("progress", () => run.Progress.Count > 0 || first.HasExited, Patience);

        await using var second = run.Start();
        var code = await second.WaitAsync(Patience);

        Assert.True(code == ExitCode.Conflict, second.Output);
        Assert.Contains("Another process is training in", second.Output, StringComparison.Ordinal);
        Assert.False(first.HasExited, first.Output);
    }

    [TorchFact]
    public async Task CtrlC_SavesACheckpoint_AndSaysHowToGoOn()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // signals are sent as Linux does
        }

        using var run = new SmallRun(configuration =>
        {
            configuration["training"]!["steps"] = 100_000;
            configuration["training"]!["checkpoint_interval_steps"] = 100_000;
        });
        await using var program = run.Start();
        await Eventually.TrueAsync("progress", () => run.Progress.Count > 0 || program.HasExited, Patience);

        Assert.Equal(0, Kill(program.Id, signal: 2));

        var code = await program.WaitAsync(Patience);
        Assert.True(code == ExitCode.Cancelled, program.Output);
        Assert.Contains("a checkpoint is saved", program.Output, StringComparison.Ordinal);
        Assert.Contains($"lts-trainer train {run.Folder.Configuration}", program.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(run.LastModel));
    }

    /// <summary>A limit on the size of files stands in for a full disk: writing fails in the middle just the same.</summary>
    [TorchFact]
    public async Task DiskThatFillsWhileSaving_KeepsTheLastCheckpoint()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // ulimit
        }

        using var run = new SmallRun(configuration => configuration["training"]!["steps"] = 14);
        await run.TrainAsync();
        var before = File.ReadAllBytes(run.LastModel);
        File.Delete(run.Folder.Result);
        RewindTo(run, 7);
        var program = RunningProgram.ProgramFile("Lts.Trainer");
        await using var limited = RunningProgram.StartCommand(
            "sh", ["-c", $"trap '' XFSZ; ulimit -f 32; exec dotnet '{program}' train '{run.ConfigurationPath}'"],
            environment: new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" });

        var code = await limited.WaitAsync(Patience);

        Assert.True(code == ExitCode.Storage, limited.Output);
        Assert.Contains("cannot be saved", limited.Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(run.LastModel));
        Assert.Empty(Directory.GetDirectories(run.Folder.Checkpoints, "*.new"));
    }

    /// <summary>Makes a complete run look as if it had come to a step only.</summary>
    private static void RewindTo(SmallRun run, int step)
    {
        var path = Path.Combine(Path.GetDirectoryName(run.LastModel)!, "state.json");
        var state = JsonNode.Parse(File.ReadAllText(path))!;
        state["step"] = step;
        File.WriteAllText(path, state.ToJsonString());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
