using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>One attempt of a candidate that has no outcome yet: who may answer it. Guarded by <see cref="FleetState.Gate"/>.</summary>
/// <param name="attempt">Its name, nonce included.</param>
/// <param name="deviceName">The only device that may answer it.</param>
internal sealed class HandOut(AttemptId attempt, string deviceName)
{
    /// <summary>Its name, nonce included.</summary>
    public AttemptId Attempt { get; } = attempt;

    /// <summary>The only device that may answer it.</summary>
    public string DeviceName { get; } = deviceName;

    /// <summary>Whether it counts against the candidate: it failed, or its device died while it measured.</summary>
    public bool Counts { get; set; }
}
