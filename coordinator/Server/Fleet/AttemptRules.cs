using Lts.Domain.Measurements;
using Lts.Hosting;

namespace Lts.Coordinator.Fleet;

/// <summary>What the end of an attempt means for its candidate. Pure.</summary>
internal static class AttemptRules
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether an outcome decides the candidate. A measurement does; so does a failure that is the candidate's own, which every device of
    /// the class would see. Other failures do when they were the last one allowed.
    /// </summary>
    /// <param name="outcome">What the attempt brought.</param>
    /// <param name="earlierFailures">Attempts that failed or were lost before.</param>
    /// <param name="maxAttempts">Most attempts that may fail.</param>
    public static bool IsFinal(MeasurementOutcome outcome, int earlierFailures, int maxAttempts) =>
        outcome is not MeasurementFailure failure || IsCandidatesOwn(failure.Kind) || earlierFailures + 1 >= maxAttempts;

    /// <summary>Whether an outcome says that the device is at fault, whatever the candidate.</summary>
    public static bool IsDevicesFault(MeasurementOutcome outcome) =>
        outcome is MeasurementFailure { Kind: FailureKind.DeviceError or FailureKind.GraphUnavailable };

    /// <summary>How long a device gets nothing new after errors in a row: 1 s, doubled for each further one, at most 5 minutes.</summary>
    public static TimeSpan PauseAfter(int errorsInARow) => Backoff.Limit(FirstPause, LongestPause, errorsInARow);

    /// <summary>The failure of a candidate whose device went away.</summary>
    public static MeasurementFailure Lost(string deviceName, int failures) => new()
    {
        Kind = FailureKind.DeviceLost,
        Message = $"Device '{deviceName}' went away while it held this candidate (lost or failed attempts so far: {failures}).",
    };

    private static bool IsCandidatesOwn(FailureKind kind) =>
        kind is FailureKind.OutOfMemory or FailureKind.TimedOut or FailureKind.RejectedByRuntime or FailureKind.InvalidGraph;
}
