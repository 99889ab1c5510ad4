using Grpc.Core;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Tests.Coordinator.Rpc;

public class AgentConnectionTests
{
    [Fact]
    public async Task Registration_TellsClassAndTimes()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("pi4", "Cortex-A72", tags: "garden"));

        Assert.StartsWith("cortex-a72-1t-", agent.Registered.DeviceClass, StringComparison.Ordinal);
        Assert.Equal(5_000, agent.Registered.HeartbeatIntervalMs);
        Assert.Equal(30_000, agent.Registered.LeaseTimeoutMs);
        var device = await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "pi4" });
        Assert.Equal(DeviceState.Online, device.State);
        Assert.Equal(["garden"], device.Tags);
        Assert.Equal("Cortex-A72", device.Facts.CpuModel);
    }

    [Fact]
    public async Task OtherProtocolVersion_IsRefused_NamingBothAndWhatToUpgrade()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var register = SimulatedAgent.Registration("old");
        register.ProtocolVersion = 2;

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.ConnectAsync(register));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
        Assert.Contains("speaks protocol 2", e.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("speaks 1", e.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("Upgrade the coordinator", e.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadRegistration_IsRefused_WithEveryError()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var register = SimulatedAgent.Registration("Not A Name", capacity: 65, tags: "also bad");
        register.DeviceKey = "";

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.ConnectAsync(register));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.All(
            ["device_name", "device_key", "tags", "lease_capacity"],
            field => Assert.Contains(field, e.Status.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HeartbeatOfMoreAttemptsThanAnAgentHas_EndsTheConnection()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");

        await agent.HeartbeatAsync([.. Enumerable.Repeat("s/0/1#1", Limits.HeartbeatAttemptCount + 1)]);

        var end = await agent.EndAsync();
        Assert.Equal(StatusCode.InvalidArgument, end.StatusCode);
        Assert.Contains($"at most {Limits.HeartbeatAttemptCount}", end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstMessage_MustBeRegister()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(coordinator.Address);
        using var call = new AgentService.AgentServiceClient(channel).Connect();
        await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat() });

        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
    }

    [Fact]
    public async Task SecondAgentOfOneName_IsRefused_AlsoAfterARestart()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (await coordinator.ConnectAsync("twin"))
        {
        }

        await coordinator.RestartAsync();
        var second = SimulatedAgent.Registration("twin");
        second.DeviceKey = "another key";

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.ConnectAsync(second));

        Assert.Equal(StatusCode.AlreadyExists, e.StatusCode);
        Assert.Contains("--name", e.Status.Detail, StringComparison.Ordinal);
        await using var rightful = await coordinator.ConnectAsync("twin");
    }

    [Fact]
    public async Task FactsThatNoMachineHas_AreRefusedByName_AndLeaveNoDevice()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var register = SimulatedAgent.Registration("ghost");
        register.Facts.CpuMaxMhz = double.NaN;
        register.Facts.CpuModel = new string('x', 1_000_000);
        register.Facts.MemoryBytes = -1;

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.ConnectAsync(register));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        foreach (string field in (string[])["facts.cpu_max_mhz", "facts.cpu_model", "facts.memory_bytes"])
        {
            Assert.Contains(field, e.Status.Detail, StringComparison.Ordinal);
        }

        Assert.True(e.Status.Detail.Length < 2_000);
        Assert.Empty((await coordinator.Devices.ListDevicesAsync(new ListDevicesRequest())).Devices);
    }

    [Fact]
    public async Task SameAgent_ConnectingAgain_SupersedesItsOlderConnection()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var older = await coordinator.ConnectAsync("pi4");
        await using var newer = await coordinator.ConnectAsync("pi4");

        Assert.Equal(StatusCode.Aborted, (await older.EndAsync()).StatusCode);
        Assert.Equal(DeviceState.Online, (await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "pi4" })).State);
    }

    [Fact]
    public async Task RemovedDevice_LosesItsConnection_AndItsLeaseGoesToAnother()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var removed = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lease = await removed.NextLeaseAsync();
        await using var other = await coordinator.ConnectAsync("b");

        await coordinator.Devices.RemoveDeviceAsync(new RemoveDeviceRequest { Name = "a" });

        Assert.Equal(StatusCode.Unavailable, (await removed.EndAsync()).StatusCode);
        Assert.Equal(lease.CandidateId, (await other.NextLeaseAsync()).CandidateId);
        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "a" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, e.StatusCode);
    }

    [Fact]
    public async Task DrainedDevice_GetsNothingNew_UntilUndone()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        var drained = await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a" });
        Assert.Equal(DeviceState.Drained, drained.State);
        Assert.False((await agent.NextAsync()).Drain.Undo);
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });

        await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a", Undo = true });

        Assert.True((await agent.NextAsync()).Drain.Undo); // and no lease before it
        await agent.NextLeaseAsync();
    }

    [Fact]
    public async Task Drain_OutlivesARestart()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (await coordinator.ConnectAsync("a"))
        {
            await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a" });
        }

        await coordinator.RestartAsync();
        Assert.Equal(DeviceState.Offline, (await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "a" })).State);
        await using var again = await coordinator.ConnectAsync("a");

        Assert.Equal(DeviceState.Drained, (await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "a" })).State);
    }
}
