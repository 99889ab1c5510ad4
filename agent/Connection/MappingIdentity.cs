using Lts.Agent.Inference;
using Lts.Domain.Devices;
using V1 = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>The registration, from what the agent knows of itself.</summary>
internal static class MappingIdentity
{
    /// <summary>The version of <c>protos/lts/v1/agent.proto</c> that this agent speaks.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>The stream's first message.</summary>
    /// <param name="identity">The agent.</param>
    /// <param name="heldAttemptIds">Queued, running, or finished and not acknowledged.</param>
    public static V1.Register ToRegister(AgentIdentity identity, IEnumerable<string> heldAttemptIds) => new()
    {
        ProtocolVersion = ProtocolVersion,
        DeviceName = identity.DeviceName,
        DeviceKey = identity.DeviceKey,
        Tags = { identity.Tags },
        Facts = ToProto(identity.Facts),
        Settings = ToProto(identity.Inference),
        AgentVersion = identity.AgentVersion,
        LeaseCapacity = identity.LeaseCapacity,
        HeldAttemptIds = { heldAttemptIds },
        DeviceClass = identity.DeviceClass ?? "",
    };

    private static V1.DeviceSettings ToProto(InferenceSettings inference) => new()
    {
        Provider = inference.Provider,
        Threads = inference.Threads,
    };

    private static V1.DeviceFacts ToProto(DeviceFacts facts) => new()
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
        Accelerators = { facts.Accelerators.Select(ToProto) },
        OnnxruntimeVersion = facts.OnnxRuntimeVersion,
        OnnxruntimeProviders = { facts.OnnxRuntimeProviders },
        Fingerprint = facts.Fingerprint,
    };

    private static V1.Accelerator ToProto(Accelerator accelerator) => new()
    {
        Name = accelerator.Name,
        MemoryBytes = accelerator.MemoryBytes,
        DriverVersion = accelerator.DriverVersion,
    };
}
