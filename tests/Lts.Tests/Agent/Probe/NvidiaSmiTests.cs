using Lts.Agent.Probe;
using Lts.Domain.Devices;

namespace Lts.Tests.Agent.Probe;

public sealed class NvidiaSmiTests
{
    [Fact]
    public void Cards_AreRead() => Assert.Equal(
        [new Accelerator("NVIDIA TITAN Xp", 12196L << 20, "535.54")], NvidiaSmi.ParseCards("NVIDIA TITAN Xp, 12196, 535.54\n").ToArray());

    [Fact]
    public void Process_HasItsMemoryOfAllCards() =>
        Assert.Equal(300L << 20, NvidiaSmi.ParseProcess("7, 999\n42, 100\n42, 200\n", processId: 42));

    [Theory]
    [InlineData("")]
    [InlineData("No devices were found\n")]
    [InlineData("42, [N/A]\n")]
    public void WithoutAnAnswer_ThereIsNothing(string text)
    {
        Assert.Empty(NvidiaSmi.ParseCards(text));
        Assert.Equal(0, NvidiaSmi.ParseProcess(text, 42));
    }
}
