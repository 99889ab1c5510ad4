using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Measurements;

namespace Lts.Tests.Coordinator.Fleet;

public sealed class DispatcherTests : FleetTests
{
    [Fact]
    public async Task FullDisk_AcknowledgesNothing_AndTheSameResultCountsLater()
    {
        var owner = new RecordingOwner();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(owner: owner), 0)]);
        var attempt = TakeLease(await ConnectAsync("a"));
        Store.Full = true;

        var e = await Assert.ThrowsAsync<StorageException>(
            () => Dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement()));

        Assert.Equal(StorageFailure.Full, e.Failure);
        Assert.Empty(owner.Outcomes);
        Store.Full = false;
        var again = await Registry.RegisterAsync(FleetSamples.Registration("a", held: attempt), AgentOrigin.ThisMachine);
        Assert.Empty(again.DroppedAttemptIds);
        await Dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement());
        Assert.Single(owner.Outcomes);
    }

    [Fact]
    public async Task FullDisk_HandsNothingOut_UntilThereIsRoom()
    {
        var session = await ConnectAsync("a");
        Store.Full = true;
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        Assert.False(session.Commands.TryRead(out _));

        Store.Full = false;
        Registry.Check();

        Assert.StartsWith("s.0.0.", TakeLease(session), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capacity_IsNeverExceeded_AndAResultMakesRoom()
    {
        var target = FleetSamples.Target();
        Dispatcher.Enqueue([.. Enumerable.Range(0, 5).Select(i => FleetSamples.Job(target, i))]);
        var session = await ConnectAsync("a", capacity: 2);
        string first = TakeLease(session);
        TakeLease(session);
        Assert.False(session.Commands.TryRead(out _));

        await Dispatcher.AcceptResultAsync("a", first, FleetSamples.Measurement());

        Assert.Equal("s.0.2.1", NameOf(TakeLease(session)));
        Assert.False(session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task CandidateThatADeviceFailed_GoesToAnother_IfThereIsOne()
    {
        var a = await ConnectAsync("a");
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        string attempt = TakeLease(a);
        var b = await ConnectAsync("b");

        await Dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Failure(FailureKind.Crashed));

        Assert.Equal("s.0.0.2", NameOf(TakeLease(b)));
        Assert.False(a.Commands.TryRead(out _));
    }

    [Fact]
    public async Task CandidateThatItsOnlyDeviceFailed_ComesBackToIt()
    {
        var a = await ConnectAsync("a");
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);

        await Dispatcher.AcceptResultAsync("a", TakeLease(a), FleetSamples.Failure(FailureKind.Crashed));

        Assert.Equal("s.0.0.2", NameOf(TakeLease(a)));
    }

    [Fact]
    public async Task DeviceAtFault_GetsNothingNew_ForAWhile_AndLongerEachTime()
    {
        var target = FleetSamples.Target(maxAttempts: 9);
        Dispatcher.Enqueue([FleetSamples.Job(target, 0)]);
        var session = await ConnectAsync("a");
        foreach (int pause in new[] { 1, 2, 4, 8 })
        {
            await Dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.DeviceError));
            Clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            Registry.Check();
            Assert.False(session.Commands.TryRead(out _));
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            Registry.Check();
        }

        await Dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.Crashed)); // not the device's fault

        TakeLease(session);
    }

    [Fact]
    public async Task GraphThatCouldNotBeHandedOut_NeverCountsAgainstItsCandidate()
    {
        var owner = new RecordingOwner();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(maxAttempts: 1, owner: owner), 0)]);
        var session = await ConnectAsync("a");
        for (int i = 0; i < 5; i++)
        {
            await Dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.GraphUnavailable));
            Clock.Advance(TimeSpan.FromSeconds(1 << i));
            Registry.Heartbeat(session, [], null);
            Registry.Check();
        }

        Assert.Empty(owner.Outcomes);
        await Dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Measurement());
        Assert.Single(owner.Outcomes);
    }

    [Fact]
    public async Task Attempt_IsAnsweredOnlyByTheDeviceThatGotIt_AndOnlyWithItsNonce()
    {
        var owner = new RecordingOwner();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(owner: owner), 0)]);
        var a = await ConnectAsync("a");
        string first = TakeLease(a);
        Dispatcher.Return("a", first);
        Registry.Check();
        string second = TakeLease(a);
        await ConnectAsync("b");

        foreach (var (device, attempt) in new[] { ("b", first), ("b", second), ("a", NameOf(first)), ("a", NameOf(second)), ("a", NameOf(second) + ".00") })
        {
            await Dispatcher.AcceptResultAsync(device, attempt, FleetSamples.Measurement());
            Assert.Empty(owner.Outcomes);
        }

        await Dispatcher.AcceptResultAsync("a", first, FleetSamples.Measurement()); // late, and real
        Assert.Single(owner.Outcomes);
    }

    [Fact]
    public async Task Name_BelongsToItsKey_AlsoOffline_UntilItIsRemoved()
    {
        var owner = await ConnectAsync("a");
        Registry.Leave(owner);
        var stranger = FleetSamples.Registration("a") with { Key = "another key" };

        var e = await Assert.ThrowsAsync<DeviceNameTakenException>(() => Registry.RegisterAsync(stranger, AgentOrigin.ThisMachine));

        Assert.Contains("lts devices remove a", e.Message, StringComparison.Ordinal);
        await Registry.RemoveAsync("a");
        await Registry.RegisterAsync(stranger, AgentOrigin.ThisMachine);
    }

    [Fact]
    public async Task CancelledTarget_CallsItsLeasesBack_AndItsResultsAreNotWanted()
    {
        var owner = new RecordingOwner();
        var target = FleetSamples.Target(owner: owner);
        var session = await ConnectAsync("a");
        Dispatcher.Enqueue([FleetSamples.Job(target, 0), FleetSamples.Job(target, 1)]);
        string attempt = TakeLease(session);

        Dispatcher.CancelTarget(target);

        Assert.True(session.Commands.TryRead(out var command));
        Assert.Equal(attempt, Assert.IsType<AgentCommand.CancelLease>(command).Attempt.ToString());
        await Dispatcher.AcceptResultAsync("a", attempt, FleetSamples.Measurement());
        Assert.Empty(owner.Outcomes);
        Assert.Empty(State.Jobs);
    }

    [Fact]
    public async Task AttemptOfAnotherClass_IsDropped_WhenTheAgentChangesItsClass()
    {
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        string attempt = TakeLease(await ConnectAsync("a"));

        var changed = await Registry.RegisterAsync(FleetSamples.Registration("a", deviceClass: "other-class", held: attempt), AgentOrigin.ThisMachine);

        Assert.Equal([attempt], changed.DroppedAttemptIds.AsEnumerable());
        Assert.Empty(State.Leases.All);
    }
}
