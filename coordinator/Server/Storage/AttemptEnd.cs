using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage;

/// <summary>The end of an attempt, and with it perhaps the candidate's outcome.</summary>
/// <param name="Id">Names the candidate and the hand-out.</param>
/// <param name="State">How it ended.</param>
/// <param name="EndTime">When the coordinator learnt of it.</param>
/// <param name="DeviceName">Who had it.</param>
/// <param name="Failure">Why it failed, where it did.</param>
/// <param name="Outcome">The candidate's outcome if this attempt decides it; <see langword="null"/> if the candidate is tried again.</param>
/// <param name="IsRecheck">Whether the candidate has an outcome already; this one is then kept beside it.</param>
internal sealed record AttemptEnd(
    AttemptId Id,
    AttemptState State,
    DateTimeOffset EndTime,
    string DeviceName,
    MeasurementFailure? Failure = null,
    MeasurementOutcome? Outcome = null,
    bool IsRecheck = false);
