using System.Globalization;
using Google.Protobuf;
using Lts.Protos.V1;
using Lts.Tests.Agent.Connection;
using Lts.Tests.Golden.Coordinator;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Agent;

/// <summary>What an agent keeps in its folder and says to its coordinator.</summary>
public sealed class GoldenAgentTests : IDisposable
{
    private const string Spool = "agent/spool";

    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Results_AreSpooledAndSentAsTheyWere()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data, facts: GoldenAgentRecords.Facts);
        var connection = await coordinator.AcceptAsync();
        var sent = new List<string> { JsonFormatter.Default.Format(connection.Register) };
        for (int i = 0; i < GoldenAgentRecords.Outcomes.Count; i++)
        {
            var lease = Samples.Lease(string.Create(CultureInfo.InvariantCulture, $"5f1c20ab.0.{i}.1"));
            lease.Plan = i == 0 ? GoldenStudies.Evolution.Plan : new MeasurementPlan();
            await connection.SendAsync(lease);
            var run = await agent.Measurer.NextAsync();
            if (i < 2)
            {
                GoldenFiles.IsText($"agent/plan-{i}.txt", GoldenAgentRecords.TextOf(run.Plan));
            }

            run.Outcome.SetResult(GoldenAgentRecords.Outcomes[i]);
            sent.Add(JsonFormatter.Default.Format(await connection.NextResultAsync()));
        }

        GoldenFiles.IsJson("agent/sent.json", string.Join('\n', sent));
        var files = Directory.GetFiles(_data["spool"], "*.result");
        Assert.Equal(GoldenAgentRecords.Outcomes.Count, files.Length);
        Assert.All(files, file => GoldenFiles.IsBytes($"{Spool}/{Path.GetFileName(file)}", File.ReadAllBytes(file)));
    }

    [Fact]
    public async Task SpoolOfBefore_IsHeldAndSent()
    {
        GoldenFiles.CopyFolder(Spool, _data["spool"]);
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data, facts: GoldenAgentRecords.Facts);

        var connection = await coordinator.AcceptAsync();
        var results = new List<Result>();
        while (results.Count < GoldenAgentRecords.Outcomes.Count)
        {
            results.Add(await connection.NextResultAsync());
        }

        Assert.Equal(results.Select(r => r.AttemptId).Order(), connection.Register.HeldAttemptIds.Order());
        var bySending = results.OrderBy(r => int.Parse(r.AttemptId.Split('.')[2], CultureInfo.InvariantCulture)).Select(r => JsonFormatter.Default.Format(r));
        GoldenFiles.IsJson("agent/spooled.json", string.Join('\n', bySending));
    }

    [Fact]
    public void FilesOfTheFolder_AreWrittenAndReadAsTheyWere()
    {
        GoldenAgentRecords.WriteCalibration(_data.FullName);
        string written = Assert.Single(Directory.GetFiles(_data["known"]));
        GoldenFiles.IsText($"agent/folder/known/{Path.GetFileName(written)}", File.ReadAllText(written));
        GoldenFiles.IsText("agent/folder/device.key", "0123456789abcdef0123456789abcdef\n");

        using var copy = new TemporaryDirectory();
        GoldenFiles.CopyFolder("agent/folder", copy.FullName);

        Assert.True(GoldenAgentRecords.HasCalibration(copy.FullName));
        Assert.Equal("0123456789abcdef0123456789abcdef", GoldenAgentRecords.KeyOf(copy.FullName));
    }
}
