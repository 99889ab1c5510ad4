using Lts.Cli.Commands.Studies;
using Lts.Contracts;
using Lts.Domain.Devices;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Commands;

public sealed class WaitingTargetsTests
{
    [Theory]
    [InlineData(DeviceStatus.Online, false, false)]
    [InlineData(DeviceStatus.Draining, false, true)]
    [InlineData(DeviceStatus.Offline, false, true)]
    [InlineData(DeviceStatus.Offline, true, false)]
    public void TargetWithoutADeviceThatWorks_Waits_UnlessItHasFinished(DeviceStatus state, bool finished, bool waits)
    {
        var study = StudyMapping.Read(new Study
        {
            Targets = { new StudyTarget { DeviceClass = "c", DeviceNames = { "a" }, Finished = finished } },
        });
        DeviceSnapshot[] devices = [Device("a", state), Device("b", DeviceStatus.Online)];

        Assert.Equal(waits, WaitingTargets.Without(study, devices).Any());
    }

    [Fact]
    public void WaitingTarget_SaysWhatEachOfItsDevicesDoes()
    {
        var study = StudyMapping.Read(new Study { Targets = { new StudyTarget { DeviceClass = "c", DeviceNames = { "a", "b", "gone" } } } });

        var text = WaitingTargets.Describe(study.Targets[0], [Device("a", DeviceStatus.Drained), Device("b", DeviceStatus.Offline)]);

        Assert.Contains("for c: a is drained, b is offline, gone is removed.", text, StringComparison.Ordinal);
        Assert.Contains("--undo", text, StringComparison.Ordinal);
    }

    private static DeviceSnapshot Device(string name, DeviceStatus status) => new(
        name, "c", status, new DeviceProfile([], new Lts.Domain.Devices.DeviceFacts(), new Lts.Domain.Devices.MeasuringSettings("cpu", 1), ""), default, default, 0, default);
}
