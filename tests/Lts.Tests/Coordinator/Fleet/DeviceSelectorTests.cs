using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

public class DeviceSelectorTests
{
    [Theory]
    [InlineData("name:pi4", true)]
    [InlineData("pi4", true)]
    [InlineData("tag:garden", true)]
    [InlineData("garden", true)]
    [InlineData("class:cortex-1t-1", true)]
    [InlineData("cortex-1t-1", true)]
    [InlineData("name:garden", false)]
    [InlineData("tag:pi4", false)]
    [InlineData("class:garden", false)]
    public void Selector_MeansADevice(string text, bool expected) =>
        Assert.Equal(expected, DeviceSelector.TryParse(text)!.Matches("pi4", ["garden"], "cortex-1t-1"));

    [Theory]
    [InlineData("")]
    [InlineData("colour:red")]
    [InlineData("name:")]
    [InlineData("tag:Two Words")]
    public void TextThatIsNoSelector_IsNone(string text) => Assert.Null(DeviceSelector.TryParse(text));
}
