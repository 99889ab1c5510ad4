using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Fleet;

public sealed class DispatcherTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FaultyStore _store = new();
    private readonly FleetOptions _options = new();
    private readonly FleetState _state;
    private readonly Dispatcher _dispatcher;
    private readonly DeviceRegistry _registry;

    public DispatcherTests()
    {
        _state = new FleetState(_options);
        _dispatcher = new Dispatcher(_state, _store, _clock, NullLogger<Dispatcher>.Instance);
        _registry = new DeviceRegistry(_state, _dispatcher, _store, _clock, NullLogger<DeviceRegistry>.Instance);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task FullDisk_AcknowledgesNothing_AndTheSameResultCountsLater()
    {
        var owner = new RecordingOwner();
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(owner: owner), 0)]);
        var attempt = TakeLease(await ConnectAsync("a"));
        _store.Full = true;

        var e = await Assert.ThrowsAsync<StorageException>(
            () => _dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement()));

        Assert.Equal(StorageFailure.Full, e.Failure);
        Assert.Empty(owner.Outcomes);
        _store.Full = false;
        var again = await _registry.RegisterAsync(FleetSamples.Registration("a", held: attempt));
        Assert.Empty(again.DroppedAttemptIds);
        await _dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement());
        Assert.Single(owner.Outcomes);
    }

    [Fact]
    public async Task FullDisk_HandsNothingOut_UntilThereIsRoom()
    {
        var session = await ConnectAsync("a");
        _store.Full = true;
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        Assert.False(session.Commands.TryRead(out _));

        _store.Full = false;
        _registry.Check(_options.LeaseTimeout);

        Assert.StartsWith("s.0.0.", TakeLease(session), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capacity_IsNeverExceeded_AndAResultMakesRoom()
    {
        var target = FleetSamples.Target();
        _dispatcher.Enqueue([.. Enumerable.Range(0, 5).Select(i => FleetSamples.Job(target, i))]);
        var session = await ConnectAsync("a", capacity: 2);
        string first = TakeLease(session);
        TakeLease(session);
        Assert.False(session.Commands.TryRead(out _));

        await _dispatcher.AcceptResultAsync("a", first, FleetSamples.Measurement());

        Assert.Equal("s.0.2.1", TakeLease(session));
        Assert.False(session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task CandidateThatADeviceFailed_GoesToAnother_IfThereIsOne()
    {
        var a = await ConnectAsync("a");
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        string attempt = TakeLease(a);
        var b = await ConnectAsync("b");

        await _dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Failure(FailureKind.Crashed));

        Assert.Equal("s.0.0.2", TakeLease(b));
        Assert.False(a.Commands.TryRead(out _));
    }

    [Fact]
    public async Task CandidateThatItsOnlyDeviceFailed_ComesBackToIt()
    {
        var a = await ConnectAsync("a");
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);

        await _dispatcher.AcceptResultAsync("a", TakeLease(a), FleetSamples.Failure(FailureKind.Crashed));

        Assert.Equal("s.0.0.2", TakeLease(a));
    }

    [Fact]
    public async Task DeviceAtFault_GetsNothingNew_ForAWhile_AndLongerEachTime()
    {
        var target = FleetSamples.Target(maxAttempts: 9);
        _dispatcher.Enqueue([FleetSamples.Job(target, 0)]);
        var session = await ConnectAsync("a");
        foreach (int pause in new[] { 1, 2, 4, 8 })
        {
            await _dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.DeviceError));
            _clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            _registry.Check(_options.LeaseTimeout);
            Assert.False(session.Commands.TryRead(out _));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            _registry.Check(_options.LeaseTimeout);
        }

        await _dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.Crashed)); // not the device's fault

        TakeLease(session);
    }

    [Fact]
    public async Task SilentDevice_LosesItsLease_AfterTheTimeout_AndItIsCounted()
    {
        var owner = new RecordingOwner();
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(maxAttempts: 1, owner: owner), 0)]);
        var session = await ConnectAsync("a");
        TakeLease(session);

        _clock.Advance(_options.LeaseTimeout - TimeSpan.FromSeconds(1));
        _registry.Check(_options.LeaseTimeout);
        Assert.Empty(owner.Outcomes);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _registry.Check(_options.LeaseTimeout);

        var (_, outcome, device) = Assert.Single(owner.Outcomes);
        Assert.Equal(FailureKind.DeviceLost, Assert.IsType<MeasurementFailure>(outcome).Kind);
        Assert.Equal("a", device);
        Assert.Equal(AttemptState.Lost, Assert.Single(_store.Ends).State);
    }

    [Fact]
    public async Task CancelledTarget_CallsItsLeasesBack_AndItsResultsAreNotWanted()
    {
        var owner = new RecordingOwner();
        var target = FleetSamples.Target(owner: owner);
        var session = await ConnectAsync("a");
        _dispatcher.Enqueue([FleetSamples.Job(target, 0), FleetSamples.Job(target, 1)]);
        string attempt = TakeLease(session);

        _dispatcher.CancelTarget(target);

        Assert.True(session.Commands.TryRead(out var command));
        Assert.Equal(attempt, Assert.IsType<AgentCommand.CancelLease>(command).Attempt.ToString());
        await _dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement());
        Assert.Empty(owner.Outcomes);
        Assert.Empty(_state.Jobs);
    }

    [Fact]
    public async Task AttemptOfAnotherClass_IsDropped_WhenTheAgentChangesItsClass()
    {
        _dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        string attempt = TakeLease(await ConnectAsync("a"));

        var changed = await _registry.RegisterAsync(FleetSamples.Registration("a", deviceClass: "other-class", held: attempt));

        Assert.Equal([attempt], changed.DroppedAttemptIds.AsEnumerable());
        Assert.Empty(_state.Leases.All);
    }

    [Fact]
    public async Task RestoredLease_IsRenewedByItsDevice_AndLostByAnAgentWithoutIt()
    {
        var target = FleetSamples.Target();
        var held = FleetSamples.Job(target, 0);
        var forgotten = FleetSamples.Job(target, 1);
        held.LastAttempt = forgotten.LastAttempt = 4;
        _dispatcher.Restore(held, "a");
        _dispatcher.Restore(forgotten, "a");

        await _registry.RegisterAsync(FleetSamples.Registration("a", held: "s.0.0.4"));

        Assert.Equal("s.0.0.4", Assert.Single(_state.Leases.All).Attempt.ToString());
        Assert.Equal(1, forgotten.FailureCount);
        lock (_state.Gate)
        {
            Assert.Equal(1, _state.QueueOfNeedsLock("class").Count);
        }
    }

    private async Task<DeviceSession> ConnectAsync(string name, int capacity = 1)
    {
        var start = await _registry.RegisterAsync(FleetSamples.Registration(name, capacity));
        _registry.Begin(start.Session);
        return start.Session;
    }

    private static string TakeLease(DeviceSession session)
    {
        Assert.True(session.Commands.TryRead(out var command));
        return Assert.IsType<AgentCommand.OfferLease>(command).Attempt.ToString();
    }
}
