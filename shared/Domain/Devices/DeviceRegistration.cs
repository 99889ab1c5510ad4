using System.Collections.Immutable;

namespace Lts.Domain.Devices;

/// <summary>What an agent says of itself when it connects to a coordinator.</summary>
public sealed record DeviceRegistration
{
    /// <summary>Most leases that an agent may hold at a time.</summary>
    public const int LargestLeaseCapacity = 64;

    /// <summary>Name of the device, unique at its coordinator; see <see cref="FleetNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Random key of the agent's data directory; tells a restarted agent from a second one of the same name.</summary>
    public required string Key { get; init; }

    /// <summary>The class that the user chose; <see langword="null"/> to have it made from facts and settings.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>What the device is, and how it measures.</summary>
    public required DeviceProfile Profile { get; init; }

    /// <summary>Leases held at a time. Default 2, which prefetches one.</summary>
    public int LeaseCapacity { get; init; } = 2;

    /// <summary>Attempts held from before: waiting, running, or finished and not acknowledged.</summary>
    public ImmutableArray<string> HeldAttemptIds { get; init; } = [];

    /// <summary>Attempts that were being measured when the agent's process, or the device, died.</summary>
    public ImmutableArray<string> InterruptedAttemptIds { get; init; } = [];

    /// <summary>Whether the agent keeps book of <see cref="InterruptedAttemptIds"/>; one of an older version does not.</summary>
    public bool TellsInterruptions { get; init; }
}
