using Lts.Agent.Inference;

namespace Lts.Tests.Agent.Inference;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void Status_IsReadInBytes()
    {
        var memory = ProcessMemory.ParseStatus(
            "VmPeak:\t 9 kB\nVmHWM:\t   45056 kB\nVmRSS:\t   40960 kB\nRssAnon:\t   20480 kB\nRssFile:\t 3 kB\n");
        Assert.Equal(new ProcessMemory(ResidentBytes: 40L << 20, PeakBytes: 44L << 20, AnonymousBytes: 20L << 20), memory);
    }

    [Fact]
    public void ThisProcess_HasAPeakOfAtLeastWhatIsResident()
    {
        var memory = ProcessMemory.Read();
        Assert.True(memory.ResidentBytes > 0);
        Assert.True(memory.PeakBytes > 0);
    }
}
