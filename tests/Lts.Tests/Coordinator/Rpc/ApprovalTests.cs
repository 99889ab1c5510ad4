using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Tests.Coordinator.Rpc;

/// <summary>Devices that nobody has approved, over real connections from an address that is not the loopback's.</summary>
public sealed class ApprovalTests
{
    private const string Everywhere = "*:0";

    [OutsideFact]
    public async Task Stranger_IsShown_ButWorksOnlyForStudiesThatNameIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync(listen: Everywhere);
        await using var stranger = await coordinator.ConnectFromOutsideAsync(SimulatedAgent.Registration("stranger", "Other CPU", 1, "garden"));

        Assert.True(stranger.Registered.AwaitsApproval);
        Assert.True(Assert.Single((await coordinator.Devices.ListDevicesAsync(new ListDevicesRequest())).Devices).AwaitsApproval);
        await RefusedAsync(coordinator, []);
        await RefusedAsync(coordinator, ["garden"]);
        await RefusedAsync(coordinator, ["tag:garden"]);
        await RefusedAsync(coordinator, ["class:" + stranger.Registered.DeviceClass]);

        var study = await CreateAsync(coordinator, "named", "name:stranger");
        Assert.Equal(["stranger"], Assert.Single(study.Targets).DeviceNames);
        await stranger.NextLeaseAsync();
    }

    [OutsideFact]
    public async Task ClassesOfStrangers_AreNoTargets_AndTheirApprovalHoldsAtOnceInARunningStudy()
    {
        await using var coordinator = await TestCoordinator.StartAsync(listen: Everywhere);
        await using var known = await coordinator.ConnectAsync(SimulatedAgent.Registration("known", capacity: 1));
        await using var other = await coordinator.ConnectFromOutsideAsync(SimulatedAgent.Registration("other", "Other CPU"));
        await using var twin = await coordinator.ConnectFromOutsideAsync(SimulatedAgent.Registration("twin", capacity: 1));
        Assert.False(known.Registered.AwaitsApproval);
        Assert.Equal(known.Registered.DeviceClass, twin.Registered.DeviceClass);

        var study = await CreateAsync(coordinator, "everybody");
        Assert.Equal(["known"], Assert.Single(study.Targets).DeviceNames);
        await known.NextLeaseAsync();
        var approved = await coordinator.Devices.ApproveDevicesAsync(new ApproveDevicesRequest { Names = { "twin", "known" } });

        Assert.Equal(["twin"], approved.Names);
        Assert.False((await twin.NextAsync()).Approval.Undo); // and no lease before it
        await twin.NextLeaseAsync();
    }

    [OutsideFact]
    public async Task Approval_BelongsToTheKey_OutlivesARestart_AndEndsWithTheDevice()
    {
        await using var coordinator = await TestCoordinator.StartAsync(listen: Everywhere);
        await using (await coordinator.ConnectFromOutsideAsync(SimulatedAgent.Registration("pi")))
        {
            Assert.Equal(["pi"], (await coordinator.Devices.ApproveDevicesAsync(new ApproveDevicesRequest { All = true })).Names);
        }

        await coordinator.RestartAsync();
        await using (var back = await coordinator.ConnectFromOutsideAsync(SimulatedAgent.Registration("pi")))
        {
            Assert.False(back.Registered.AwaitsApproval);
        }

        await coordinator.Devices.RemoveDeviceAsync(new RemoveDeviceRequest { Name = "pi" });
        var successor = SimulatedAgent.Registration("pi");
        successor.DeviceKey = "another key";
        await using var newcomer = await coordinator.ConnectFromOutsideAsync(successor);
        Assert.True(newcomer.Registered.AwaitsApproval);
    }

    [Fact]
    public async Task UnknownName_ApprovesNobody()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        await coordinator.Devices.ApproveDevicesAsync(new ApproveDevicesRequest { Names = { "a" }, Undo = true });

        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Devices.ApproveDevicesAsync(new ApproveDevicesRequest { Names = { "a", "nobody" } }).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, e.StatusCode);
        Assert.True((await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "a" })).AwaitsApproval);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public async Task RequestThatSaysNotWho_IsRefused(bool all, bool undo, bool named)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var request = new ApproveDevicesRequest { All = all, Undo = undo };
        request.Names.AddRange(named ? ["a"] : []);

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.Devices.ApproveDevicesAsync(request).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
    }

    private static async Task RefusedAsync(TestCoordinator coordinator, string[] devices)
    {
        var e = await Assert.ThrowsAsync<RpcException>(() => CreateAsync(coordinator, "refused", devices));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
        Assert.Contains("lts devices approve stranger", e.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<Study> CreateAsync(TestCoordinator coordinator, string name, params string[] devices)
    {
        var spec = SmallSpecs.Random(name);
        spec.Devices.AddRange(devices);
        return await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
    }
}
