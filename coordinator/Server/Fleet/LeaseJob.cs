using Lts.Domain.Architectures;
using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>A candidate on its way to an outcome. Mutable; guarded by <see cref="FleetState.Gate"/>.</summary>
internal sealed class LeaseJob(LeaseTarget target, CandidateKey key, Architecture architecture)
{
    /// <summary>Its target.</summary>
    public LeaseTarget Target { get; } = target;

    /// <summary>The candidate.</summary>
    public CandidateKey Key { get; } = key;

    /// <summary>What to measure.</summary>
    public Architecture Architecture { get; } = architecture;

    /// <summary>Number of the last hand-out; 0 before the first.</summary>
    public int LastAttempt { get; set; }

    /// <summary>Hand-outs that failed or were lost.</summary>
    public int FailureCount { get; set; }

    /// <summary>The device of the last hand-out.</summary>
    public string? LastDevice { get; set; }

    /// <summary>The write of its outcome, while it runs.</summary>
    public Task? Storing { get; set; }
}
