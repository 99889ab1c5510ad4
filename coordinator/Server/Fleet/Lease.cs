using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>A candidate in a device's hands. Guarded by <see cref="FleetState.Gate"/>.</summary>
internal sealed class Lease(AttemptId attempt, LeaseJob job, string deviceName)
{
    /// <summary>This hand-out.</summary>
    public AttemptId Attempt { get; } = attempt;

    /// <summary>What was handed out.</summary>
    public LeaseJob Job { get; } = job;

    /// <summary>To whom.</summary>
    public string DeviceName { get; } = deviceName;

    /// <summary>Whether it was sent to the device. One of before a restart of this program counts as sent.</summary>
    public bool Delivered { get; set; }

    /// <summary>When it is taken back unless renewed.</summary>
    public DateTimeOffset ExpireTime { get; set; }
}
