using Google.Protobuf.WellKnownTypes;
using Lts.Coordinator.Fleet;
using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Devices on the wire.</summary>
internal static class DeviceMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Device Write(DeviceSnapshot device) => new()
    {
        Name = device.Name,
        Tags = { device.Profile.Tags },
        DeviceClass = device.DeviceClass,
        State = (Proto.DeviceState)device.Status,
        Facts = Write(device.Profile.Facts),
        Settings = new Proto.DeviceSettings { Provider = device.Profile.Settings.Provider, Threads = device.Profile.Settings.Threads },
        AgentVersion = device.Profile.AgentVersion,
        FirstSeenTime = Timestamp.FromDateTimeOffset(device.FirstSeenTime),
        LastSeenTime = Timestamp.FromDateTimeOffset(device.LastSeenTime),
        HeldLeaseCount = device.HeldLeaseCount,
        MeasuredCount = device.Counts.Measured,
        FailedCount = device.Counts.Failed,
    };

    /// <summary>From the wire; empty when the agent sent none.</summary>
    public static DeviceFacts Read(Proto.DeviceFacts? message) => message is null ? new() : new()
    {
        CpuModel = message.CpuModel,
        PhysicalCores = message.PhysicalCores,
        LogicalCores = message.LogicalCores,
        IsaExtensions = [.. message.IsaExtensions],
        Machine = message.Machine,
        CpuMaxMHz = message.CpuMaxMhz,
        CpuGovernor = message.CpuGovernor,
        MemoryBytes = message.MemoryBytes,
        OperatingSystem = message.OperatingSystem,
        RuntimeIdentifier = message.RuntimeIdentifier,
        Accelerators = [.. message.Accelerators.Select(a => new Accelerator(a.Name, a.MemoryBytes, a.DriverVersion))],
        OnnxRuntimeVersion = message.OnnxruntimeVersion,
        OnnxRuntimeProviders = [.. message.OnnxruntimeProviders],
        Fingerprint = message.Fingerprint,
    };

    private static Proto.DeviceFacts Write(DeviceFacts facts) => new()
    {
        CpuModel = facts.CpuModel,
        PhysicalCores = facts.PhysicalCores,
        LogicalCores = facts.LogicalCores,
        IsaExtensions = { facts.IsaExtensions },
        Machine = facts.Machine,
        CpuMaxMhz = facts.CpuMaxMHz,
        CpuGovernor = facts.CpuGovernor,
        MemoryBytes = facts.MemoryBytes,
        OperatingSystem = facts.OperatingSystem,
        RuntimeIdentifier = facts.RuntimeIdentifier,
        Accelerators =
        {
            facts.Accelerators.Select(
                a => new Proto.Accelerator { Name = a.Name, MemoryBytes = a.MemoryBytes, DriverVersion = a.DriverVersion }),
        },
        OnnxruntimeVersion = facts.OnnxRuntimeVersion,
        OnnxruntimeProviders = { facts.OnnxRuntimeProviders },
        Fingerprint = facts.Fingerprint,
    };
}
