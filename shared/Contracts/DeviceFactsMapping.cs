using Lts.Domain;
using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>What is known of a machine, and how it measures, on the wire.</summary>
public static class DeviceFactsMapping
{
    /// <summary>The provider where none is named.</summary>
    internal const string DefaultProvider = "cpu";

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

    /// <summary>Finds facts that no machine has, or that are too long to keep.</summary>
    internal static void Check(Proto.DeviceFacts? message, MessageCheck check)
    {
        if (message is null)
        {
            return;
        }

        check.Text("cpu_model", message.CpuModel);
        check.Text("machine", message.Machine);
        check.Text("cpu_governor", message.CpuGovernor);
        check.Text("operating_system", message.OperatingSystem);
        check.Text("runtime_identifier", message.RuntimeIdentifier);
        check.Text("onnxruntime_version", message.OnnxruntimeVersion);
        check.Text("fingerprint", message.Fingerprint);
        check.Texts("isa_extensions", message.IsaExtensions);
        check.Texts("onnxruntime_providers", message.OnnxruntimeProviders);
        check.Texts("accelerators", [.. message.Accelerators.Select(a => a.Name), .. message.Accelerators.Select(a => a.DriverVersion)]);
        foreach (var accelerator in message.Accelerators.Take(Limits.FactCount))
        {
            check.Bytes("accelerators.memory_bytes", accelerator.MemoryBytes);
        }

        check.Number("physical_cores", message.PhysicalCores, 0, Limits.CoreCount);
        check.Number("logical_cores", message.LogicalCores, 0, Limits.CoreCount);
        check.Figure("cpu_max_mhz", message.CpuMaxMhz);
        check.Bytes("memory_bytes", message.MemoryBytes);
    }

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
