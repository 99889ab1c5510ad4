using System.Text.Json;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Cli.Client;

namespace Lts.Tests.Cli.Commands;

public sealed class DeviceVerbTests : IAsyncLifetime
{
    private PeerCoordinator _peer = null!;

    public async Task InitializeAsync()
    {
        _peer = await PeerCoordinator.StartAsync();
        _peer.Devices.Add(Sample.Device("pi4"));
        _peer.Devices.Add(Sample.Device("bench"));
    }

    public async Task DisposeAsync() => await _peer.DisposeAsync();

    [Fact]
    public async Task List_Selector_IsPassedOn()
    {
        var run = await Run("devices", "list", "name:pi4", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var device = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("pi4", device.GetProperty("name").GetString());
        Assert.Equal("online", device.GetProperty("state").GetString());
        Assert.Equal(1L << 30, device.GetProperty("facts").GetProperty("memory_bytes").GetInt64());
    }

    [Fact]
    public async Task List_ForPeople_HasARowEach()
    {
        var run = await Run("devices", "list");

        Assert.Contains("pi4", run.Output, StringComparison.Ordinal);
        Assert.Contains("bench", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_AndUndo_ChangeTheState()
    {
        Assert.Contains("draining", (await Run("devices", "drain", "pi4")).Output, StringComparison.Ordinal);
        Assert.Contains("online", (await Run("devices", "drain", "pi4", "--undo")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approve_ShownAsWaiting_UntilGiven()
    {
        _peer.Devices[0].AwaitsApproval = true;

        var list = await Run("devices", "list");
        Assert.Contains("waiting for approval", list.Output, StringComparison.Ordinal);
        Assert.Contains("Waiting for approval: pi4.", list.Error, StringComparison.Ordinal);
        Assert.Contains("\"approved\":false", (await Run("devices", "show", "pi4", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal("Approved: pi4.", (await Run("devices", "approve", "--all")).Output.Trim());
        Assert.Equal("[]", (await Run("devices", "approve", "pi4", "--json")).Output.Trim());
        Assert.Equal("No longer approved: pi4.", (await Run("devices", "approve", "pi4", "--undo")).Output.Trim());
    }

    [Theory]
    [InlineData]
    [InlineData("--all", "--undo")]
    [InlineData("--all", "pi4")]
    public async Task Approve_WithoutSayingWho_IsAMistake(params string[] words) =>
        Assert.Equal(ExitCode.Usage, (await Run(["devices", "approve", .. words])).ExitCode);

    [Fact]
    public async Task Remove_ForgetsTheDevice()
    {
        var run = await Run("devices", "remove", "pi4", "--json");

        Assert.Equal("{\"removed\":\"pi4\"}", run.Output.Trim());
        Assert.Single(_peer.Devices);
    }

    [Fact]
    public async Task Remove_OfABusyDevice_SaysWhatBecomesOfWhatItHolds()
    {
        _peer.Devices[0].HeldLeaseCount = 2;

        var run = await Run("devices", "remove", "pi4");

        Assert.Equal("Removed pi4.", run.Output.Trim());
        Assert.Contains("The 2 candidates that it held go back to the queue", run.Error, StringComparison.Ordinal);
        Assert.Contains("lts devices drain pi4", run.Error, StringComparison.Ordinal);
        Assert.Contains("will register again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_OfADeviceThatIsAway_SaysNothingMore()
    {
        _peer.Devices[0].State = DeviceState.Offline;

        var run = await Run("devices", "remove", "pi4");

        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task List_NothingMatches_SaysWhatThereIs()
    {
        var run = await Run("devices", "list", "nope");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("No device matches 'nope'.", run.Error, StringComparison.Ordinal);
        Assert.Contains("pi4, bench", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NothingMatches_AsJson_IsAnEmptyList()
    {
        var run = await Run("devices", "list", "nope", "--json");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Equal("[]", run.Output.Trim());
    }

    [Fact]
    public async Task List_OneSelectorOfTwoMatches_ListsItAndNamesTheOther()
    {
        var run = await Run("devices", "list", "name:pi4", "nope");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("pi4", run.Output, StringComparison.Ordinal);
        Assert.Contains("No device matches 'nope'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithoutAnyDevice_SaysHowToStartOne()
    {
        _peer.Devices.Clear();

        var run = await Run("devices", "list");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("lts-agent run", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_UnknownDevice_IsNotFound()
    {
        var run = await Run("devices", "show", "nobody");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Equal("There is no device called nobody.", run.Error.Trim());
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of([.. args, "--coordinator", _peer.Address]);
}
