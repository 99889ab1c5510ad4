using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Who wants to know what becomes of a target's candidates. Called under <see cref="FleetState.Gate"/>: implementations only take note and never
/// call back.
/// </summary>
internal interface ILeaseOwner
{
    /// <summary>A device got the candidate.</summary>
    public void OnLeased(int index, int attemptCount, string deviceName);

    /// <summary>The candidate waits again.</summary>
    public void OnReleased(int index);

    /// <summary>The candidate has its outcome, and it is on disk.</summary>
    public void OnOutcome(int index, MeasurementOutcome outcome, string deviceName);

    /// <summary>The same, with the attempt that brought it.</summary>
    public void OnAttemptOutcome(AttemptId attempt, MeasurementOutcome outcome, string deviceName) =>
        OnOutcome(attempt.Candidate.Index, outcome, deviceName);
}
