using System.Runtime.InteropServices;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>What .NET itself knows, on a system that has no reader of its own.</summary>
internal sealed class UnknownDeviceReader : IDeviceReader
{
    /// <inheritdoc/>
    public DeviceFacts ReadFacts() => Portable();

    /// <inheritdoc/>
    public DeviceReadings ReadState() => new(0, "", 0, 0);

    /// <summary>The facts that need no system call of ours; the other readers start from them.</summary>
    public static DeviceFacts Portable() => new()
    {
        PhysicalCores = Environment.ProcessorCount,
        LogicalCores = Environment.ProcessorCount,
        IsaExtensions = SupportedIsa.FromIntrinsics(),
        Machine = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        OperatingSystem = RuntimeInformation.OSDescription,
        RuntimeIdentifier = RuntimeInformation.RuntimeIdentifier,
    };
}
