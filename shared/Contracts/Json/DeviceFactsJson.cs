using System.Collections.Immutable;
using Lts.Domain.Devices;

namespace Lts.Contracts.Json;

/// <summary>What is known of a machine. Facts that could not be read are empty or 0.</summary>
public sealed record DeviceFactsJson(
    string CpuModel, int PhysicalCores, int LogicalCores, ImmutableArray<string> IsaExtensions, string Machine, double CpuMaxMhz,
    string CpuGovernor, long MemoryBytes, string OperatingSystem, string RuntimeIdentifier, ImmutableArray<AcceleratorJson> Accelerators,
    string OnnxruntimeVersion, ImmutableArray<string> OnnxruntimeProviders, string Fingerprint)
{
    /// <summary>The JSON form.</summary>
    public static DeviceFactsJson Of(DeviceFacts facts) => new(
        facts.CpuModel, facts.PhysicalCores, facts.LogicalCores, facts.IsaExtensions, facts.Machine, facts.CpuMaxMHz, facts.CpuGovernor,
        facts.MemoryBytes, facts.OperatingSystem, facts.RuntimeIdentifier,
        [.. facts.Accelerators.Select(a => new AcceleratorJson(a.Name, a.MemoryBytes, a.DriverVersion))],
        facts.OnnxRuntimeVersion, facts.OnnxRuntimeProviders, facts.Fingerprint);
}

/// <summary>A GPU or the like.</summary>
public sealed record AcceleratorJson(string Name, long MemoryBytes, string DriverVersion);
