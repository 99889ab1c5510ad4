using Lts.Domain.Measurements;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Agent.Connection;

/// <summary>A session on a connection that holds.</summary>
public sealed class AgentSessionTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Registration_TellsWhoTheAgentIs()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);

        var register = (await coordinator.AcceptAsync()).Register;

        Assert.Equal(1, register.ProtocolVersion);
        Assert.Equal("pi", register.DeviceName);
        Assert.Equal("key", register.DeviceKey);
        Assert.Equal(["arm"], register.Tags);
        Assert.Equal("cpu", register.Facts.CpuModel);
        Assert.Equal(3, register.Settings.Threads);
        Assert.Equal("1.2.3", register.AgentVersion);
        Assert.Equal(2, register.LeaseCapacity);
        Assert.Empty(register.HeldAttemptIds);
    }

    [Fact]
    public async Task Lease_IsMeasuredAndItsResultKeptOnDiskUntilAcknowledged()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph(5000);

        await connection.SendAsync(Samples.Lease("a", graph));
        var run = await agent.Measurer.NextAsync();
        run.Succeed(latencyMs: 12.5);
        var result = await connection.NextResultAsync();

        Assert.Equal("a", result.AttemptId);
        Assert.Equal(12.5, result.Measurement.Latency.LatencyMs);
        Assert.Equal(2000, result.Measurement.Memory.PeakNetBytes);
        Assert.Equal(7, run.Plan.SequenceLength);
        Assert.Equal(graph, Assert.Single(agent.Measurer.Graphs));
        Assert.Single(Directory.GetFiles(_data["spool"]));

        await connection.AcknowledgeAsync("a");
        await Eventually.TrueAsync("the spool is empty", () => Directory.GetFiles(_data["spool"]).Length == 0, AgentConnection.Patience);
    }

    [Fact]
    public async Task Heartbeats_NameWhatIsHeld()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();

        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 0);
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.SequenceEqual(["a", "b"]));

        (await agent.Measurer.NextAsync()).Succeed();
        await connection.NextResultAsync();
        // Finished and not acknowledged is still held.
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.Order().SequenceEqual(["a", "b"]));
        await connection.AcknowledgeAsync("a");
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.SequenceEqual(["b"]));
    }

    [Fact]
    public async Task Heartbeats_FollowTheInjectedClock()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data, clock);
        var connection = await coordinator.AcceptAsync();
        // Before the registration is through there are two: the spool's and the handshake's.
        await Eventually.TrueAsync("the timers of spool, heartbeat and resend", () => clock.PendingTimers == 3, AgentConnection.Patience);

        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(AgentConnection.HeartbeatMs));
            await connection.NextHeartbeatAsync();
        }

        // Nothing more has come: the next message is the answer to a lease.
        await connection.SendAsync(Samples.Lease("a"));
        (await agent.Measurer.NextAsync()).Succeed();
        var next = await connection.NextAsync(m => m);
        Assert.Equal(AgentMessage.MessageOneofCase.Result, next.MessageCase);
        connection.Break();
    }

    [Fact]
    public async Task ResultThatIsNotAcknowledged_IsSentAgainOnTheSameConnection()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data, resend: TimeSpan.FromMilliseconds(50));
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal(await connection.NextResultAsync(), await connection.NextResultAsync());
    }

    [Fact]
    public async Task Leases_AreMeasuredOneAtATimeInOrder()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a", Samples.Graph(10)));
        await connection.SendAsync(Samples.Lease("b", Samples.Graph(20)));

        var first = await agent.Measurer.NextAsync();
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 2);
        Assert.Equal(10, Assert.Single(agent.Measurer.Graphs).Length);
        first.Succeed();
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal("a", (await connection.NextResultAsync()).AttemptId);
        Assert.Equal("b", (await connection.NextResultAsync()).AttemptId);
    }

    [Fact]
    public async Task LeaseBeyondTheCapacity_IsReturned()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        foreach (var attempt in new[] { "a", "b", "c" })
        {
            await connection.SendAsync(Samples.Lease(attempt));
        }

        Assert.Equal("c", (await connection.NextReturnAsync()).AttemptId);
    }

    [Fact]
    public async Task DuplicateLease_IsMeasuredOnceAndItsResultSentAgain()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("a"));
        (await agent.Measurer.NextAsync()).Succeed();
        await connection.NextResultAsync();

        await connection.SendAsync(Samples.Lease("a"));
        var again = await connection.NextResultAsync();

        Assert.Equal("a", again.AttemptId);
        Assert.Single(agent.Measurer.Graphs);
    }

    [Fact]
    public async Task Progress_IsReported()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        var run = await agent.Measurer.NextAsync();

        run.Progress.Report(new MeasurementProgress(Lts.Domain.Measurements.MeasurementPhase.Latency, 42));

        var progress = await connection.NextAsync(m => m.Progress);
        Assert.Equal(("a", Protos.V1.MeasurementPhase.Latency, 42), (progress.AttemptId, progress.Phase, progress.Rounds));
    }

    [Fact]
    public async Task CancelOfTheRunningLease_KillsItAndSendsNothingOfIt()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));
        var run = await agent.Measurer.NextAsync();

        await connection.CancelAsync("a");
        await run.WasKilledAsync();
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal("b", (await connection.NextResultAsync()).AttemptId);
        await agent.StopAsync();
        Assert.DoesNotContain(await connection.RestAsync(), m => m.LeaseReturned is not null || m.Result is not null);
    }

    [Fact]
    public async Task CancelOfAWaitingLease_DropsIt()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));
        var run = await agent.Measurer.NextAsync();

        await connection.CancelAsync("b");
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.SequenceEqual(["a"]));
        run.Succeed();
        await connection.NextResultAsync();
        await connection.SendAsync(Samples.Lease("c"));
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal("c", (await connection.NextResultAsync()).AttemptId);
    }

    [Fact]
    public async Task Drain_FinishesWhatRunsAndReturnsTheRestUntilUndone()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));
        var run = await agent.Measurer.NextAsync();

        await connection.SendAsync(new CoordinatorMessage { Drain = new Drain() });
        Assert.Equal("b", (await connection.NextReturnAsync()).AttemptId);
        await connection.SendAsync(Samples.Lease("c"));
        Assert.Equal("c", (await connection.NextReturnAsync()).AttemptId);
        run.Succeed();
        Assert.Equal("a", (await connection.NextResultAsync()).AttemptId);

        await connection.SendAsync(new CoordinatorMessage { Drain = new Drain { Undo = true } });
        await connection.SendAsync(Samples.Lease("d"));
        (await agent.Measurer.NextAsync()).Succeed();
        Assert.Equal("d", (await connection.NextResultAsync()).AttemptId);
    }

    [Fact]
    public async Task Quarantine_IsToldTo_ADeviceThatDrainsAlready()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(new CoordinatorMessage { Drain = new Drain() });

        await connection.SendAsync(new CoordinatorMessage { Drain = new Drain { Reason = "It contradicts b." } });
        await connection.SendAsync(Samples.Lease("a"));

        Assert.Equal("a", (await connection.NextReturnAsync()).AttemptId);
        Assert.True(agent.Log.Has(LogLevel.Warning, "It contradicts b."));
    }

    [Fact]
    public async Task Drain_OfAnEarlierConnection_IsOver()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var first = await coordinator.AcceptAsync();
        await first.SendAsync(new CoordinatorMessage { Drain = new Drain() });
        await first.SendAsync(Samples.Lease("a"));
        Assert.Equal("a", (await first.NextReturnAsync()).AttemptId);

        first.Break();
        var second = await coordinator.AcceptAsync();
        await second.SendAsync(Samples.Lease("b"));

        (await agent.Measurer.NextAsync()).Succeed();
        Assert.Equal("b", (await second.NextResultAsync()).AttemptId);
    }

    [Fact]
    public async Task Stop_KillsTheMeasurementAndReturnsEveryLease()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));
        var run = await agent.Measurer.NextAsync();
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 2);

        await agent.StopAsync();

        await run.WasKilledAsync();
        var farewell = (await connection.RestAsync()).Where(m => m.Heartbeat is null).Select(m => m.LeaseReturned?.AttemptId ?? $"{m.MessageCase}");
        // The request not to get anything new comes first, or a returned lease could be answered with another.
        Assert.Equal(["DrainRequested", "a", "b"], farewell);
    }

    [Fact]
    public async Task MeasurerThatThrows_IsADeviceErrorAndTheAgentGoesOn()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        await connection.SendAsync(Samples.Lease("b"));

        (await agent.Measurer.NextAsync()).Outcome.SetException(new InvalidOperationException("a bug"));
        var failed = await connection.NextResultAsync();
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal(Protos.V1.FailureKind.DeviceError, failed.Failure.Kind);
        Assert.Contains("a bug", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("b", (await connection.NextResultAsync()).AttemptId);
        Assert.True(agent.Log.Has(LogLevel.Error, "a bug"));
    }

    [Fact]
    public async Task FullDisk_KeepsTheResultInMemoryAndWritesItLater()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));
        var run = await agent.Measurer.NextAsync();
        // A file where the directory was: every write fails with an IOException, as on a full disk.
        Directory.Delete(_data["spool"]);
        await File.WriteAllTextAsync(_data["spool"], "");

        run.Succeed();

        Assert.Equal("a", (await connection.NextResultAsync()).AttemptId);
        Assert.True(agent.Log.Has(LogLevel.Error, "NOT be written"));
        await connection.NextHeartbeatAsync(h => h.HeldAttemptIds.SequenceEqual(["a"]));

        File.Delete(_data["spool"]);
        Directory.CreateDirectory(_data["spool"]);
        await Eventually.TrueAsync("the result is written", () => Directory.GetFiles(_data["spool"], "*.result").Length == 1, AgentConnection.Patience);
    }
}
