using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>Devices that come and go while their disk misbehaves, and approvals that are taken back.</summary>
public sealed class DeviceRegistryTests : FleetTests
{
    private static readonly AgentOrigin Outside = new("192.0.2.7", IsLocal: false, IsSigned: false);

    [Fact]
    public async Task NameThatNeverReachedTheDisk_IsFree()
    {
        Store.Full = true;
        await Assert.ThrowsAsync<StorageException>(() => ConnectAsync("a"));
        Store.Full = false;

        Assert.Empty(Registry.List([]));
        await Registry.RegisterAsync(FleetSamples.Registration("a") with { Key = "another" }, Outside);
    }

    [Fact]
    public async Task NameOnTheDisk_IsKept_WhenALaterWriteFails()
    {
        await ConnectAsync("a");
        Store.Full = true;

        await Assert.ThrowsAsync<StorageException>(() => ConnectAsync("a"));

        Assert.Equal("a", Assert.Single(Registry.List([])).Name);
    }

    [Fact]
    public async Task NameThatTwoConnectionsWait_IsFreeOnlyWhenNeitherIsOnTheDisk()
    {
        var first = Store.Hold();
        var registering = Registry.RegisterAsync(FleetSamples.Registration("a"), Outside);
        var second = Store.Hold();
        var again = Registry.RegisterAsync(FleetSamples.Registration("a"), Outside);

        first.SetException(new StorageException(StorageFailure.Full, "The disk is full."));
        await Assert.ThrowsAsync<StorageException>(() => registering);
        Assert.Single(Registry.List([]));
        second.SetResult();
        await again;

        Assert.Single(Registry.List([]));
    }

    [Fact]
    public async Task DeviceThatTheDiskDidNotForget_IsThereAgain()
    {
        await ConnectAsync("a");
        Store.Full = true;

        await Assert.ThrowsAsync<StorageException>(() => Registry.RemoveAsync("a"));

        Assert.Equal("a", Registry.Get("a").Name);
        Store.Full = false;
        await Registry.RemoveAsync("a");
        Assert.Empty(Registry.List([]));
    }

    /// <summary>Only then are they done in the order in which they were decided.</summary>
    [Fact]
    public async Task EveryChangeOfADevice_IsQueuedWhileTheFleetStandsStill()
    {
        var held = new List<bool>();
        Store.DeviceChanging = () => held.Add(State.Gate.IsHeldByCurrentThread);

        await ConnectAsync("a");
        await Registry.DrainAsync("a", undo: false);
        await Registry.ApproveAsync(["a"], undo: true);
        await Registry.RemoveAsync("a");

        Assert.Equal([true, true, true, true], held);
    }

    [Fact]
    public async Task ApprovalThatIsTakenBack_TakesTheLeases()
    {
        var session = await ConnectAsync("a");
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        string attempt = TakeLease(session);
        var other = await Registry.RegisterAsync(FleetSamples.Registration("b"), Outside);

        Assert.Equal("a", Assert.Single(await Registry.ApproveAsync(["a", "b"], undo: true)));

        Assert.True(session.Commands.TryRead(out var command));
        Assert.True(Assert.IsType<AgentCommand.SetApproval>(command).Undo);
        Assert.True(session.Commands.TryRead(out command));
        Assert.Equal(attempt, Assert.IsType<AgentCommand.CancelLease>(command).Attempt.ToString());
        Assert.False(session.Commands.TryRead(out _));
        Assert.False(other.Session.Commands.TryRead(out _));
        Assert.Equal("a b", string.Join(' ', await Registry.ApproveAllAsync()));
        Assert.Equal(1, Registry.List([]).Sum(device => device.HeldLeaseCount));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ApprovalThatIsTakenBack_IsNotGivenByTheNextConnection(bool isLocal, bool isSigned)
    {
        var origin = new AgentOrigin("192.0.2.7", isLocal, isSigned);
        await Registry.RegisterAsync(FleetSamples.Registration("a"), origin);
        await Registry.ApproveAsync(["a"], undo: true);

        var start = await Registry.RegisterAsync(FleetSamples.Registration("a"), origin);

        Assert.False(start.IsApproved);
        Assert.False(Registry.Get("a").IsApproved);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DrainOfADeviceInQuarantine_TellsItsAgentOfTheQuarantine(bool undo)
    {
        var session = await ConnectAsync("a");
        lock (State.Gate)
        {
            State.QuarantineNeedsLock(State.Devices["a"], new Quarantine(FleetSamples.Start, "It contradicts b."));
        }

        await Registry.DrainAsync("a", undo);

        Assert.True(session.Commands.TryRead(out var command));
        Assert.Equal(new AgentCommand.SetDrain(Undo: false, "It contradicts b."), command);
    }

    [Fact]
    public async Task List_GoesOnAfterAName_AndShowsEachDeviceAsItIsWhenItIsTaken()
    {
        foreach (string name in (string[])["c", "a", "d", "b"])
        {
            await ConnectAsync(name);
        }

        var list = Registry.ListAfter([DeviceSelector.TryParse("class:class")!], "a");
        await Registry.ApproveAsync(["c"], undo: true);

        Assert.Equal("b c d", string.Join(' ', list.Select(device => device.Name)));
        Assert.False(list.Single(device => device.Name == "c").IsApproved);
        Assert.Empty(Registry.ListAfter([DeviceSelector.TryParse("class:other")!], ""));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task LoopbackAndCertificates_Approve(bool isLocal, bool isSigned, bool approves)
    {
        var start = await Registry.RegisterAsync(FleetSamples.Registration("a"), new AgentOrigin("192.0.2.7", isLocal, isSigned));

        Assert.Equal(approves, start.IsApproved);
        Assert.Equal(approves, Registry.Get("a").IsApproved);
    }
}
