using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

public sealed class DeviceNamesTests : FleetTests
{
    private readonly DeviceNames _names;

    public DeviceNamesTests() => _names = new DeviceNames(State);

    [Fact]
    public async Task Names_FollowTheDevices()
    {
        await ConnectAsync("b");
        await ConnectAsync("a");
        Assert.Equal(["a", "b"], _names.Of("class", []).AsEnumerable());

        await ConnectAsync("c");
        Assert.Equal(["a", "b", "c"], _names.Of("class", []).AsEnumerable());

        await Registry.RemoveAsync("b");
        Assert.Equal(["a", "c"], _names.Of("class", []).AsEnumerable());
    }

    [Fact]
    public async Task Names_FollowTagsAndClasses_OfDevicesThatComeBackChanged()
    {
        await ConnectAsync("a");
        await ConnectAsync("b");
        var lab = DeviceSelector.TryParse("tag:lab")!;
        Assert.Empty(_names.Of("class", [lab]));

        var registration = FleetSamples.Registration("a");
        await Registry.RegisterAsync(registration with { Profile = registration.Profile with { Tags = ["lab"] } }, AgentOrigin.ThisMachine);
        await Registry.RegisterAsync(FleetSamples.Registration("b", deviceClass: "other"), AgentOrigin.ThisMachine);

        Assert.Equal(["a"], _names.Of("class", [lab]).AsEnumerable());
        Assert.Equal(["a"], _names.Of("class", []).AsEnumerable());
        Assert.Equal(["b"], _names.Of("other", []).AsEnumerable());
    }

    [Fact]
    public async Task NameThatNeverReachedTheDisk_IsNoneOfThem()
    {
        var write = Store.Hold();
        var registering = ConnectAsync("a");
        Assert.Equal(["a"], _names.Of("class", []).AsEnumerable());

        write.SetException(new StorageException(StorageFailure.Full, "The disk is full."));
        await Assert.ThrowsAsync<StorageException>(() => registering);

        Assert.Empty(_names.Of("class", []));
    }

    [Fact]
    public async Task Answers_AreKeptForSoManySelectors()
    {
        await ConnectAsync("a");
        var first = _names.Of("class", []);
        for (int i = 1; i < 1_000; i++)
        {
            _names.Of($"class {i}", []);
        }

        Assert.True(first == _names.Of("class", []));
        _names.Of("one more", []);
        Assert.False(first == _names.Of("class", [])); // made anew
        Assert.Equal(["a"], _names.Of("class", []).AsEnumerable());
    }

    [Fact]
    public async Task DevicesThatComeBackAsTheyWere_ChangeNothing()
    {
        await ConnectAsync("a");
        var before = _names.Of("class", []);

        await ConnectAsync("a");

        Assert.True(before == _names.Of("class", [])); // the same array, not made again
    }
}
