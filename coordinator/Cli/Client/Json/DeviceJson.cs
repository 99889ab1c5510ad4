using System.Collections.Immutable;

namespace Lts.Cli.Client.Json;

/// <summary>A device, as <c>--json</c> prints it. Facts that could not be read are empty or 0.</summary>
internal sealed record DeviceJson(
    string Name, ImmutableArray<string> Tags, string DeviceClass, string State, string Provider, int Threads, string AgentVersion,
    DateTimeOffset? FirstSeenTime, DateTimeOffset? LastSeenTime, int HeldLeaseCount, long MeasuredCount, long FailedCount,
    DeviceFactsJson Facts);

/// <summary>What the agent knows of its machine.</summary>
internal sealed record DeviceFactsJson(
    string CpuModel, int PhysicalCores, int LogicalCores, ImmutableArray<string> IsaExtensions, string Machine, double CpuMaxMhz,
    string CpuGovernor, long MemoryBytes, string OperatingSystem, string RuntimeIdentifier, ImmutableArray<AcceleratorJson> Accelerators,
    string OnnxruntimeVersion, ImmutableArray<string> OnnxruntimeProviders, string Fingerprint);

/// <summary>A GPU or the like.</summary>
internal sealed record AcceleratorJson(string Name, long MemoryBytes, string DriverVersion);
