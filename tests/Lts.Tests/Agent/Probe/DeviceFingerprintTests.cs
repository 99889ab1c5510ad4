using Lts.Agent.Probe;
using Lts.Domain.Devices;

namespace Lts.Tests.Agent.Probe;

public sealed class DeviceFingerprintTests
{
    private static readonly DeviceFacts Facts = new()
    {
        CpuModel = "Cortex-A72",
        PhysicalCores = 4,
        LogicalCores = 4,
        IsaExtensions = ["asimd"],
        RuntimeIdentifier = "linux-arm64",
        MemoryBytes = 3_900_000_000,
        OnnxRuntimeVersion = "1.30.0",
    };

    [Fact]
    public void Fingerprint_IsPinned() =>
        Assert.Equal(
            "cpu=Cortex-A72\ncores=4/4\nisa=asimd\nrid=linux-arm64\nmemory_gib=4\nonnxruntime=1.30.0\n",
            DeviceFingerprint.CanonicalText(Facts));

    [Fact]
    public void EqualBoards_ThatKeepABitOfMemory_AreEqual() =>
        Assert.Equal(
            DeviceFingerprint.Of(Facts), DeviceFingerprint.Of(Facts with { MemoryBytes = 4_000_000_000, CpuGovernor = "ondemand" }));

    [Fact]
    public void WhatDecidesSpeed_TellsDevicesApart()
    {
        DeviceFacts[] others =
        [
            Facts, Facts with { CpuModel = "Cortex-A76" }, Facts with { PhysicalCores = 8 },
            Facts with { IsaExtensions = ["asimd", "asimddp"] },
            Facts with { MemoryBytes = 8_000_000_000 }, Facts with { OnnxRuntimeVersion = "1.29.0" },
            Facts with { Accelerators = [new Accelerator("Card", 8L << 30, "1")] },
        ];
        Assert.Equal(others.Length, others.Select(DeviceFingerprint.Of).Distinct().Count());
    }
}
