using Lts.Agent.Probe;

namespace Lts.Tests.Agent.Probe;

public sealed class LinuxDeviceReaderTests : IDisposable
{
    private const long Mebibyte = 1 << 20;
    private readonly FakeSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Desktop_IsReadFromItsFiles()
    {
        _system.With(
                "proc/cpuinfo",
                "model name\t: Some CPU @ 3.00GHz\nflags\t\t: fpu avx2 sse4_2 hypervisor\ncpu MHz\t\t: 1000\n\ncpu MHz : 3000\n")
            .With("proc/meminfo", "MemTotal:       1048576 kB\nMemFree: 3 kB\n")
            .With("proc/loadavg", "1.25 0.50 0.10 1/200 4242\n")
            .With("proc/sys/kernel/osrelease", "6.1.0\n")
            .With("etc/os-release", "NAME=x\nPRETTY_NAME=\"Some Linux 12\"\n");
        for (var cpu = 0; cpu < 4; cpu++)
        {
            _system.With($"sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list", cpu < 2 ? "0-1\n" : "2-3\n")
                .With($"sys/devices/system/cpu/cpu{cpu}/cpufreq/cpuinfo_max_freq", "4200000\n")
                .With($"sys/devices/system/cpu/cpu{cpu}/cpufreq/scaling_cur_freq", "2100000\n")
                .With($"sys/devices/system/cpu/cpu{cpu}/cpufreq/scaling_governor", "powersave\n");
        }

        _system.With("sys/class/thermal/thermal_zone0/type", "acpitz").With("sys/class/thermal/thermal_zone0/temp", "90000")
            .With("sys/class/thermal/thermal_zone1/type", "x86_pkg_temp").With("sys/class/thermal/thermal_zone1/temp", "55500");

        var facts = new LinuxDeviceReader(_system.Root).ReadFacts();
        Assert.Equal("Some CPU @ 3.00GHz", facts.CpuModel);
        Assert.Equal(2, facts.PhysicalCores);
        Assert.Equal(["avx2", "sse4_2"], facts.IsaExtensions.ToArray());
        Assert.Equal(4200, facts.CpuMaxMHz);
        Assert.Equal(1024 * Mebibyte, facts.MemoryBytes);
        Assert.Equal("Some Linux 12, kernel 6.1.0", facts.OperatingSystem);
        Assert.Equal(new DeviceReadings(2100, "powersave", 55.5, 1.25), new LinuxDeviceReader(_system.Root).ReadState());
    }

    [Fact]
    public void Board_IsNamedByItsCoreAndItsDeviceTree()
    {
        _system.With("proc/cpuinfo", "Features\t: fp asimd crc32\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n")
            .With("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.1\0");
        var facts = new LinuxDeviceReader(_system.Root).ReadFacts();
        Assert.Equal("Cortex-A72, Raspberry Pi 4 Model B Rev 1.1", facts.CpuModel);
        Assert.Equal(["asimd"], facts.IsaExtensions.ToArray());
    }

    [Theory]
    [InlineData("0::/app/worker\n", "sys/fs/cgroup/app/memory.max")]
    [InlineData("0::/app/worker\n", "sys/fs/cgroup/app/worker/memory.max")]
    [InlineData("5:cpu:/x\n4:memory:/app\n", "sys/fs/cgroup/memory/app/memory.limit_in_bytes")]
    [InlineData("4:memory:/only/the/host/sees/this\n", "sys/fs/cgroup/memory/memory.limit_in_bytes")]
    public void ContainersLimit_IsTheMemory(string cgroup, string limitFile)
    {
        _system.With("proc/meminfo", "MemTotal: 1048576 kB\n").With("proc/self/cgroup", cgroup).With(limitFile, $"{256 * Mebibyte}\n");
        Assert.Equal(256 * Mebibyte, LinuxMemory.AvailableBytes(_system.Root));
    }

    [Theory]
    [InlineData("max\n")]
    [InlineData("9223372036854771712\n")]
    public void UnlimitedContainer_HasTheMachinesMemory(string limit)
    {
        _system.With("proc/meminfo", "MemTotal: 1048576 kB\n").With("proc/self/cgroup", "0::/\n").With("sys/fs/cgroup/memory.max", limit);
        Assert.Equal(1024 * Mebibyte, LinuxMemory.AvailableBytes(_system.Root));
    }

    [Fact]
    public void EmptySystem_GivesEmptyFacts_NotErrors()
    {
        var reader = new LinuxDeviceReader(_system.Root);
        Assert.Equal("", reader.ReadFacts().CpuModel);
        Assert.Equal(new DeviceReadings(0, "", 0, 0), reader.ReadState());
    }
}
