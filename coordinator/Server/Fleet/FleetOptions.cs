namespace Lts.Coordinator.Fleet;

/// <summary>Times of the fleet.</summary>
internal sealed record FleetOptions
{
    /// <summary>Without a heartbeat for this long a device loses its leases. Default 30 s; at least two heartbeats.</summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often agents are asked to send a heartbeat. Default 5 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often expired leases are looked for. Default 1 s.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(1);
}
