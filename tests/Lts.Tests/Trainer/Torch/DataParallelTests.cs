using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch.Distributed;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

/// <summary>Several real processes over TCPStore and Gloo.</summary>
[Collection(TorchSerial.Name)]
public sealed class DataParallelTests
{
    private const int Steps = 12;

    [TorchFact]
    public async Task TwoProcesses_TrainAsOne()
    {
        var alone = DataParallelRank.Losses(group: null, Steps).ToList();
        var port = FreePort();
        await using var first = Start(0, port);
        await using var second = Start(1, port);
        Assert.Equal(0, await ExitCodeOf(first));
        Assert.Equal(0, await ExitCodeOf(second));
        foreach (var process in new[] { first, second })
        {
            var losses = Numbers(process.StandardOutput);
            Assert.Equal(Steps, losses.Length);
            foreach (var (expected, loss) in alone.Zip(losses))
            {
                Assert.Equal(expected, loss, 1e-6 * expected);
            }
        }
    }

    [TorchFact]
    public async Task ProcessThatDies_IsAnErrorInTheOther_NotAWait()
    {
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        await using var first = Start(0, port, breakAt: 3);
        await using var second = Start(1, port, breakAt: 3);
        Assert.Equal(ExitCode.Incomplete, await ExitCodeOf(first));
        Assert.Contains("Process 0 of 2 has lost another process", first.Output, StringComparison.Ordinal);
        Assert.True(Numbers(first.StandardOutput).Length == 3, first.Output);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [TorchFact]
    public void ProcessThatNeverComes_IsAnErrorAfterTheTimeout()
    {
        var environment = new TorchrunEnvironment(0, 2, 0, "127.0.0.1", FreePort()) { IsLocal = true };
        var e = Assert.Throws<UserErrorException>(() => ProcessGroup.Connect(environment, timeout: TimeSpan.FromSeconds(2)));
        Assert.Contains("did not meet the others", e.Message, StringComparison.Ordinal);
    }

    [PythonTorchFact]
    public async Task ProcessOfPythonsTorch_IsAPeerLikeAnother()
    {
        var port = FreePort();
        await using var python = RunningProgram.StartCommand(
            PythonTorch.Interpreter, [PythonTorch.ScriptFile("peer.py"), port.ToString(CultureInfo.InvariantCulture)]);
        using var group = ProcessGroup.Connect(
            new TorchrunEnvironment(0, 2, 0, "127.0.0.1", port) { IsLocal = true }, timeout: TimeSpan.FromSeconds(30));
        using var scope = NewDisposeScope();
        var (a, b) = (tensor([1f, 2f]), tensor([3f], 1, 1));
        group.AverageInPlace([a, b]);
        Assert.Equal([3f, 6f], a.data<float>().ToArray());
        Assert.Equal(6f, b.item<float>());
        group.Broadcast([a], root: 1);
        Assert.Equal([7f, 8f], a.data<float>().ToArray());
        Assert.Equal(0, await ExitCodeOf(python));
    }

    private static RunningProgram Start(int rank, int port, int breakAt = -1) => RunningProgram.StartCommand("env",
    [
        "WORLD_SIZE=2", $"RANK={rank}", $"LOCAL_RANK={rank}", "LOCAL_WORLD_SIZE=2", "MASTER_ADDR=127.0.0.1", $"MASTER_PORT={port}",
        "dotnet", typeof(DataParallelRank).Assembly.Location, DataParallelRank.Verb, $"{Steps}", $"{breakAt}",
    ]);

    private static async Task<int> ExitCodeOf(RunningProgram program) => await program.WaitAsync(TimeSpan.FromMinutes(2));

    private static double[] Numbers(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
