using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

public class DeviceClassTests
{
    private static readonly DeviceFacts Facts = new()
    {
        CpuModel = "Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz",
        PhysicalCores = 2,
        LogicalCores = 4,
        IsaExtensions = ["avx2", "avx512f"],
        Machine = "x64",
        MemoryBytes = (8L << 30) - 123_456,
        OnnxRuntimeVersion = "1.30.0",
    };

    private static readonly MeasuringSettings Settings = new("cpu", 1);

    [Fact]
    public void Class_IsReadable_AndAName()
    {
        string name = DeviceClass.Of(Facts, Settings);

        Assert.StartsWith("intel-xeon-platinum-8370c-1t-", name, StringComparison.Ordinal);
        Assert.True(FleetNames.IsValid(name));
        Assert.True(FleetNames.IsValid(DeviceClass.Of(new DeviceFacts { CpuModel = "®™ (@)" }, Settings)));
    }

    [Fact]
    public void EqualMachines_AreOneClass_WhateverDiffersBetweenBoots()
    {
        var sibling = Facts with { MemoryBytes = (8L << 30) - 9_999_999, IsaExtensions = ["avx512f", "avx2"], CpuGovernor = "powersave" };

        Assert.Equal(DeviceClass.Of(Facts, Settings), DeviceClass.Of(sibling, Settings));
    }

    [Fact]
    public void WhatDecidesSpeed_DecidesTheClass()
    {
        string[] classes =
        [
            DeviceClass.Of(Facts, Settings),
            DeviceClass.Of(Facts, Settings with { Threads = 2 }),
            DeviceClass.Of(Facts, Settings with { Provider = "cuda" }),
            DeviceClass.Of(Facts with { LogicalCores = 8 }, Settings),
            DeviceClass.Of(Facts with { MemoryBytes = 16L << 30 }, Settings),
            DeviceClass.Of(Facts with { IsaExtensions = ["avx2"] }, Settings),
            DeviceClass.Of(Facts with { OnnxRuntimeVersion = "1.29.0" }, Settings),
        ];

        Assert.Equal(classes.Length, classes.Distinct().Count());
    }
}
