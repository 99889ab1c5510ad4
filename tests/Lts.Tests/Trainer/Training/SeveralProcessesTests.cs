using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch.Distributed;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Loop;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Training;

/// <summary>Several processes train as one does.</summary>
[Collection(TorchSerial.Name)]
public sealed class SeveralProcessesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TorchFact]
    public async Task TwoProcesses_HaveTheLossesOfOne()
    {
        using var alone = new SmallRun(WithoutDropout);
        using var shared = new SmallRun(WithoutDropout);
        await alone.TrainAsync();
        var port = FreePort();
        await using var first = Start(shared, 0, port);
        await using var second = Start(shared, 1, port);

        Assert.True(await first.WaitAsync(Patience) == 0, first.Output + second.Output);
        Assert.True(await second.WaitAsync(Patience) == 0, second.Output);

        Assert.Equal(alone.Progress.Count, shared.Progress.Count);
        Assert.All(alone.Progress.Zip(shared.Progress), pair =>
        {
            Assert.Equal(pair.First.Step, pair.Second.Step);
            Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-6 * pair.First.TrainLoss);
            Assert.Equal(pair.First.ValidationLoss ?? 0, pair.Second.ValidationLoss ?? 0, 1e-6 * pair.First.TrainLoss);
        });
        Assert.Equal("", second.StandardOutput);
    }

    /// <summary>The first process saves the best weights while the others go on: none may score older ones. A race, so it is run three times.</summary>
    [TorchFact]
    public async Task TwoProcesses_ScoreTheWeightsThatTheySave()
    {
        using var alone = new SmallRun(BestAtTheEnd);
        var expected = (await alone.TrainAsync()).ValidationLoss;
        for (var i = 0; i < 3; i++)
        {
            using var shared = new SmallRun(BestAtTheEnd);
            var port = FreePort();
            await using var first = Start(shared, 0, port);
            await using var second = Start(shared, 1, port);

            Assert.True(await first.WaitAsync(Patience) == 0, first.Output + second.Output);
            Assert.True(await second.WaitAsync(Patience) == 0, second.Output);

            Assert.Equal(shared.Progress[^1].ValidationLoss, shared.Progress.Min(line => line.ValidationLoss)); // else it would show nothing
            Assert.Equal(expected, shared.Folder.ReadResult()!.ValidationLoss, 1e-5 * expected);
        }

        // Large enough that saving takes a while, and learning so slowly that the last evaluation is the best.
        static void BestAtTheEnd(JsonObject configuration)
        {
            configuration["architecture"] = JsonNode.Parse(
                """{ "arch_type": "gpt2", "n_layer": 2, "d_model": 512, "d_inner": 2048, "n_head": 4, "dropatt": 0 }""");
            var training = configuration["training"]!;
            (training["dropout"], training["steps"], training["evaluation_interval_steps"]) = (0, 4, 2);
            (training["learning_rate"], training["min_learning_rate"], training["warmup_steps"]) = (0.0002, 0.0002, 1);
        }
    }

    /// <summary>Each process sees a run folder of its own, as on a disk that shows them different things: the first one's decides.</summary>
    [TorchTheory]
    [InlineData(false, "last")]
    [InlineData(true, "best")]
    public async Task TwoProcesses_GoOnFromWhatTheFirstHasRead(bool damagedForTheFirst, string expected)
    {
        using var alone = await StoppedAsync();
        using var shared = await StoppedAsync();
        var seenBySecond = shared.CopyRun("seen-by-the-second");
        await alone.TrainAsync();
        Damage(damagedForTheFirst ? shared.Folder : new RunFolder(seenBySecond.Run), CheckpointStore.Last);
        var port = FreePort();
        await using var first = Start(shared.ConfigurationPath, 0, port);
        await using var second = Start(seenBySecond.Configuration, 1, port);

        Assert.True(await first.WaitAsync(Patience) == 0, first.Output + second.Output);
        Assert.True(await second.WaitAsync(Patience) == 0, second.Output);

        Assert.Contains($"from {Path.Combine(shared.Folder.Checkpoints, expected)}.", first.Output, StringComparison.Ordinal);
        Assert.Equal(alone.Progress.Select(line => line.Step), shared.Progress.Select(line => line.Step));
        Assert.All(alone.Progress.Zip(shared.Progress), pair => Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-6 * pair.First.TrainLoss));
    }

    [TorchFact]
    public async Task TwoProcesses_EndTogether_WhenTheFirstFindsNoWholeCheckpoint()
    {
        using var shared = await StoppedAsync();
        var seenBySecond = shared.CopyRun("seen-by-the-second");
        Damage(shared.Folder, CheckpointStore.Last);
        Damage(shared.Folder, CheckpointStore.Best);
        var port = FreePort();
        await using var first = Start(shared.ConfigurationPath, 0, port);
        await using var second = Start(seenBySecond.Configuration, 1, port);

        Assert.Equal(ExitCode.Storage, await first.WaitAsync(Patience));
        Assert.Equal(ExitCode.Incomplete, await second.WaitAsync(Patience));

        Assert.Contains("Process 0 of 2 ends: ", first.Output, StringComparison.Ordinal);
        Assert.Contains("is damaged", first.Output, StringComparison.Ordinal);
        Assert.Contains("The message of process 0 says why.", second.Output, StringComparison.Ordinal);
    }

    /// <summary>Whatever happens while the others are told, what failed in the first process is said at once and ends it.</summary>
    [TorchFact]
    public async Task ErrorOfTheFirst_IsSaidAtOnce_AndNotReplaced()
    {
        var compute = new Compute(Presets.Get("small-cpu").Device, 0);
        var (port, notes) = (FreePort(), new List<string>());
        var second = Task.Run(() => ProcessGroup.Connect(Of(1), timeout: TimeSpan.FromSeconds(30)));
        using var first = new Collective(Of(0), compute, notes.Add);
        using var other = await second;

        var e = Assert.Throws<InvalidDataException>(() => first.FromFirst(
            () =>
            {
                first.Dispose(); // so that telling the other one fails, and not as a lost process does
                throw new InvalidDataException("The result cannot be read.");
            },
            RunJsonContext.Default.TrainingResultJson));

        Assert.Equal("The result cannot be read.", e.Message);
        Assert.Equal(["Process 0 of 2 ends: The result cannot be read. Telling the other processes."], notes);

        TorchrunEnvironment Of(int rank) => new(rank, 2, rank, "127.0.0.1", port) { IsLocal = true };
    }

    /// <summary>A result that only the first process sees is every one's: none may begin what another has finished.</summary>
    [TorchFact]
    public async Task TwoProcesses_AreDone_WhenTheFirstSeesTheResult()
    {
        using var shared = new SmallRun(Short);
        var seenBySecond = await StoppedCopyAsync(shared);
        var result = await shared.TrainAsync();
        var port = FreePort();
        await using var first = Start(shared.ConfigurationPath, 0, port);
        await using var second = Start(seenBySecond.Configuration, 1, port);

        Assert.True(await first.WaitAsync(Patience) == 0, first.Output + second.Output);
        Assert.True(await second.WaitAsync(Patience) == 0, second.Output);

        Assert.Contains("has already finished", second.Output + first.Output, StringComparison.Ordinal);
        Assert.Equal(result, shared.Folder.ReadResult());
    }

    /// <summary>A run that was stopped at step 20: its best checkpoint is that of step 15.</summary>
    private static async Task<SmallRun> StoppedAsync()
    {
        var run = new SmallRun(Short);
        await StopAsync(run);
        return run;
    }

    private static async Task<(string Configuration, string Run)> StoppedCopyAsync(SmallRun run)
    {
        await StopAsync(run);
        return run.CopyRun("seen-by-the-second");
    }

    private static async Task StopAsync(SmallRun run)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.TrainAsync(new StopAfter(20, stop), stop: stop.Token));
    }

    private static void Short(JsonObject configuration)
    {
        WithoutDropout(configuration);
        configuration["training"]!["steps"] = 24;
    }

    /// <summary>Processes draw dropout each for themselves, so that only without it several have the losses of one.</summary>
    private static void WithoutDropout(JsonObject configuration)
    {
        configuration["training"]!["dropout"] = 0;
        configuration["training"]!["steps"] = 16;
        configuration["architecture"]!["dropatt"] = 0;
    }

    private static void Damage(RunFolder run, string checkpoint)
    {
        var path = Path.Combine(run.Checkpoints, checkpoint, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 4 * 3).Clear();
        File.WriteAllBytes(path, bytes);
    }

    private static RunningProgram Start(SmallRun run, int rank, int port) => Start(run.ConfigurationPath, rank, port);

    private static RunningProgram Start(string configuration, int rank, int port) => RunningProgram.StartCommand(
        "dotnet", [RunningProgram.ProgramFile("Lts.Trainer"), "train", configuration],
        environment: new Dictionary<string, string>
        {
            ["WORLD_SIZE"] = "2",
            ["RANK"] = rank.ToString(CultureInfo.InvariantCulture),
            ["MASTER_ADDR"] = "127.0.0.1",
            ["MASTER_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
