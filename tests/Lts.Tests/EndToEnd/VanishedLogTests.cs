using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>A coordinator that was killed, and whose write-ahead log somebody took away.</summary>
public sealed class VanishedLogTests
{
    [Fact]
    public async Task AcknowledgedResults_DoNotDisappearInSilence()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await using (var agent = await SimulatedAgent.ConnectAsync(new Uri(laboratory.Address), SimulatedAgent.Registration("a")))
        {
            _ = agent.WorkAsync();
            await laboratory.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
            await laboratory.WatchAsync("s", TimeSpan.FromMinutes(1));
            await laboratory.Coordinator.KillAsync();
        }

        string data = laboratory["coordinator"];
        File.Delete(Path.Combine(data, "coordinator.db-wal"));
        File.Delete(Path.Combine(data, "coordinator.db-shm"));

        await using (var refused = RunningProgram.Start("Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", data))
        {
            Assert.Equal(ExitCode.Storage, await refused.WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.Contains("commits are missing", refused.Output, StringComparison.Ordinal);
            Assert.Contains("--accept-loss", refused.Output, StringComparison.Ordinal);
        }

        await using var accepted = RunningProgram.Start("Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", data, "--accept-loss");
        await Eventually.TrueAsync("it listens", () => accepted.Output.Contains("listening on", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        Assert.Contains("This was accepted", accepted.Output, StringComparison.Ordinal);
    }
}
