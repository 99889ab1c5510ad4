using Grpc.Core;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Agent.Connection;

/// <summary>Connections that break, agents that start again, and coordinators that refuse.</summary>
public sealed class ReconnectTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task ResultFinishedWithoutConnection_IsSentAfterReconnect()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var first = await coordinator.AcceptAsync();
        await first.SendAsync(Samples.Lease("a"));
        await first.SendAsync(Samples.Lease("b"));
        var run = await agent.Measurer.NextAsync();
        await first.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 2);

        first.Break();
        run.Succeed(latencyMs: 3);
        // The next lease starts with no connection at all.
        await agent.Measurer.NextAsync();
        var second = await coordinator.AcceptAsync();

        Assert.Contains("b", second.Register.HeldAttemptIds);
        Assert.Equal(3, (await second.NextResultAsync()).Measurement.Latency.LatencyMs);
        Assert.False(agent.Ended.IsCompleted);
    }

    [Fact]
    public async Task UnacknowledgedResult_IsSentAgainAndOnceAcknowledgedNoMore()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var first = await coordinator.AcceptAsync();
        await first.SendAsync(Samples.Lease("a"));
        (await agent.Measurer.NextAsync()).Succeed();
        await first.NextResultAsync();

        first.Break();
        var second = await coordinator.AcceptAsync();
        Assert.Equal(["a"], second.Register.HeldAttemptIds);
        Assert.Equal("a", (await second.NextResultAsync()).AttemptId);
        await second.AcknowledgeAsync("a");
        await second.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 0);

        second.Break();
        var third = await coordinator.AcceptAsync();
        Assert.Empty(third.Register.HeldAttemptIds);
    }

    [Fact]
    public async Task RestartedAgent_SendsTheResultOfItsEarlierRun()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using (var agent = AgentFixture.Start(coordinator.Address, _data))
        {
            var connection = await coordinator.AcceptAsync();
            await connection.SendAsync(Samples.Lease("a"));
            (await agent.Measurer.NextAsync()).Succeed(latencyMs: 8);
            await connection.NextResultAsync();
        }

        await using var restarted = AgentFixture.Start(coordinator.Address, _data);
        var again = await coordinator.AcceptAsync();

        Assert.Equal(["a"], again.Register.HeldAttemptIds);
        Assert.Equal(8, (await again.NextResultAsync()).Measurement.Latency.LatencyMs);
    }

    [Fact]
    public async Task DroppedAttempts_AreKilledDroppedAndForgotten()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var first = await coordinator.AcceptAsync();
        await first.SendAsync(Samples.Lease("done"));
        (await agent.Measurer.NextAsync()).Succeed();
        await first.NextResultAsync();
        await first.SendAsync(Samples.Lease("running"));
        await first.SendAsync(Samples.Lease("waiting"));
        var run = await agent.Measurer.NextAsync();
        await first.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 3);

        first.Break();
        var second = await coordinator.AcceptAsync(dropped: ["done", "running", "waiting"]);

        await run.WasKilledAsync();
        await second.NextHeartbeatAsync(h => h.HeldAttemptIds.Count == 0);
        Assert.Empty(Directory.GetFiles(_data["spool"]));
    }

    [Fact]
    public async Task CoordinatorThatIsDown_IsTriedUntilItIsBack()
    {
        var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        await coordinator.AcceptAsync();

        await coordinator.DisposeAsync();
        await Eventually.TrueAsync(
            "several tries", () => agent.Log.Lines.Count(l => l.Message.StartsWith("No connection", StringComparison.Ordinal)) >= 3,
            AgentConnection.Patience);
        await using var back = await CoordinatorDouble.StartAsync(coordinator.Address.Port);

        Assert.Equal("pi", (await back.AcceptAsync()).Register.DeviceName);
    }

    [Fact]
    public async Task StopWithoutConnection_Ends()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        var address = coordinator.Address;
        await coordinator.DisposeAsync();
        await using var agent = AgentFixture.Start(address, _data);
        await Eventually.TrueAsync("a try", () => agent.Log.Has(LogLevel.Warning, "No connection"), AgentConnection.Patience);

        await agent.StopAsync();
    }

    [Fact]
    public async Task StopDuringRegistration_Ends()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        await coordinator.AcceptSilentlyAsync();

        await agent.StopAsync();
    }

    [Theory]
    [InlineData(StatusCode.FailedPrecondition, "protocol")]
    [InlineData(StatusCode.AlreadyExists, "refuses the name")]
    [InlineData(StatusCode.InvalidArgument, "the detail")]
    [InlineData(StatusCode.Unimplemented, "not a coordinator")]
    public async Task Refusal_IsToldAndTriedAgainSlowly_SoThatNobodyHasToGoToTheDevice(StatusCode status, string message)
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        coordinator.Refusal = new Status(status, "the detail");
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        await Eventually.TrueAsync("a refusal", () => agent.Log.Has(LogLevel.Error, message), AgentConnection.Patience);

        coordinator.Refusal = null;

        Assert.Equal("pi", (await coordinator.AcceptAsync()).Register.DeviceName);
    }

    [Fact]
    public async Task TransientRefusal_IsTriedAgain()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        coordinator.Refusal = new Status(StatusCode.Unavailable, "starting");
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        await Eventually.TrueAsync("a refusal", () => agent.Log.Has(LogLevel.Warning, "starting"), AgentConnection.Patience);

        coordinator.Refusal = null;

        Assert.Equal("pi", (await coordinator.AcceptAsync()).Register.DeviceName);
    }
}
