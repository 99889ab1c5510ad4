using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>What is known of a machine, and how it measures, on the wire.</summary>
public static class DeviceFactsMapping
{
    private const string DefaultProvider = "cpu";

    /// <summary>To the wire.</summary>
    public static Proto.DeviceFacts ToProto(DeviceFacts facts) => new()
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

    /// <summary>From the wire; empty when none were sent.</summary>
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

    /// <summary>To the wire.</summary>
    public static Proto.DeviceSettings ToProto(MeasuringSettings settings) =>
        new() { Provider = settings.Provider, Threads = settings.Threads };

    /// <summary>From the wire; one thread of the CPU where none were sent. Not validated.</summary>
    public static MeasuringSettings Read(Proto.DeviceSettings? message) => new(
        message is { Provider.Length: > 0 } ? message.Provider : DefaultProvider,
        message is { Threads: > 0 } ? message.Threads : 1);
}
