using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>A candidate in a device's hands. Guarded by <see cref="FleetState.Gate"/>.</summary>
/// <param name="handOut">The attempt, and the device that has it.</param>
/// <param name="job">The candidate that was handed out.</param>
internal sealed class Lease(HandOut handOut, LeaseJob job)
{
    /// <summary>The attempt, and the device that has it.</summary>
    public HandOut HandOut { get; } = handOut;

    /// <summary>This hand-out.</summary>
    public AttemptId Attempt => HandOut.Attempt;

    /// <summary>What was handed out.</summary>
    public LeaseJob Job { get; } = job;

    /// <summary>To whom.</summary>
    public string DeviceName => HandOut.DeviceName;

    /// <summary>Whether the device has said that it measures this. Only then can its death be evidence against the candidate.</summary>
    public bool IsRunning { get; set; }

    /// <summary>When it was handed out, by the <see cref="Uptime"/>.</summary>
    public TimeSpan GrantTime { get; set; }

    /// <summary>When it is taken back unless renewed, by the <see cref="Uptime"/>.</summary>
    public TimeSpan ExpireTime { get; set; }

    /// <summary>When it is taken back even if renewed, by the <see cref="Uptime"/>.</summary>
    public TimeSpan Ceiling { get; set; } = TimeSpan.MaxValue;
}
