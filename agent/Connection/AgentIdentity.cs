using System.Collections.Immutable;
using Lts.Agent.Inference;
using Lts.Domain.Devices;

namespace Lts.Agent.Connection;

/// <summary>What an agent tells of itself when it registers.</summary>
internal sealed record AgentIdentity
{
    /// <summary>Name of the device, unique at its coordinator.</summary>
    public required string DeviceName { get; init; }

    /// <summary>Random key of the data directory; tells a restarted agent from a second one of the same name.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>Words that select this device.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What the agent knows of the machine.</summary>
    public required DeviceFacts Facts { get; init; }

    /// <summary>How it measures.</summary>
    public required InferenceSettings Inference { get; init; }

    /// <summary>Version of the agent.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>Leases held at a time; 2 prefetches one.</summary>
    public int LeaseCapacity { get; init; } = 2;

    /// <summary>Device class; <see langword="null"/> lets the coordinator make it from facts and settings.</summary>
    public string? DeviceClass { get; init; }
}
