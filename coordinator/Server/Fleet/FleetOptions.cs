namespace Lts.Coordinator.Fleet;

/// <summary>Times of the fleet.</summary>
internal sealed record FleetOptions
{
    /// <summary>Without a heartbeat for this long a device loses its leases. Default 30 s; at least two heartbeats.</summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often agents are asked to send a heartbeat. Default 5 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long agents may need to find back after this program was away: their longest wait between two tries, and one handshake. Added to
    /// the lease timeout after a restart, a pause or a stalled disk. Default 35 s.
    /// </summary>
    public TimeSpan ReconnectGrace { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>
    /// How long this program may have been away before agents are given that time: half of what a healthy agent's lease has left just before its
    /// next heartbeat.
    /// </summary>
    public TimeSpan LongestAbsence => (LeaseTimeout - HeartbeatInterval) / 2;

    /// <summary>The share of results that are measured again unless a user says otherwise.</summary>
    public const double DefaultRecheckShare = 0.05;

    /// <summary>The share of results that are measured again, from 0 (none) to 1. Default <see cref="DefaultRecheckShare"/>.</summary>
    public double RecheckShare { get; init; } = DefaultRecheckShare;

    /// <summary>How often expired leases are looked for. Default 1 s.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(1);
}
