using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

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

        static void WithoutDropout(System.Text.Json.Nodes.JsonObject configuration)
        {
            configuration["training"]!["dropout"] = 0;
            configuration["training"]!["steps"] = 16;
            configuration["architecture"]!["dropatt"] = 0;
        }
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
        static void BestAtTheEnd(System.Text.Json.Nodes.JsonObject configuration)
        {
            configuration["architecture"] = System.Text.Json.Nodes.JsonNode.Parse(
                """{ "arch_type": "gpt2", "n_layer": 2, "d_model": 512, "d_inner": 2048, "n_head": 4, "dropatt": 0 }""");
            var training = configuration["training"]!;
            (training["dropout"], training["steps"], training["evaluation_interval_steps"]) = (0, 4, 2);
            (training["learning_rate"], training["min_learning_rate"], training["warmup_steps"]) = (0.0002, 0.0002, 1);
        }
    }

    private static RunningProgram Start(SmallRun run, int rank, int port) => RunningProgram.StartCommand(
        "dotnet", [RunningProgram.ProgramFile("Lts.Trainer"), "train", run.ConfigurationPath],
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
