using Lts.Cli.Commands.Studies;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Commands;

public sealed class WaitingTargetsTests
{
    [Theory]
    [InlineData(DeviceState.Online, false, false)]
    [InlineData(DeviceState.Draining, false, true)]
    [InlineData(DeviceState.Offline, false, true)]
    [InlineData(DeviceState.Offline, true, false)]
    public void TargetWithoutADeviceThatWorks_Waits_UnlessItHasFinished(DeviceState state, bool finished, bool waits)
    {
        var study = new Study { Targets = { new StudyTarget { DeviceClass = "c", DeviceNames = { "a" }, Finished = finished } } };
        Device[] devices = [new() { Name = "a", State = state }, new() { Name = "b", State = DeviceState.Online }];

        Assert.Equal(waits, WaitingTargets.Without(study, devices).Any());
    }
}
