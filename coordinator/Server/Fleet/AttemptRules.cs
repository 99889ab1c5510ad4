using Lts.Domain.Measurements;
using Lts.Hosting;

namespace Lts.Coordinator.Fleet;

/// <summary>What the end of an attempt means for its candidate. Pure.</summary>
internal static class AttemptRules
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What a device may need before a measurement begins: to calibrate itself, and to fill a weight pool.</summary>
    private static readonly TimeSpan Preparation = TimeSpan.FromMinutes(6);

    /// <summary>
    /// Whether an outcome decides the candidate. A measurement does; so does a failure that is the candidate's own, which every device of
    /// the class would see. Other evidence does when it was the last that is allowed.
    /// </summary>
    /// <param name="outcome">What the attempt brought.</param>
    /// <param name="earlierFailures">Attempts that count against the candidate already.</param>
    /// <param name="maxAttempts">Most attempts that may.</param>
    public static bool IsFinal(MeasurementOutcome outcome, int earlierFailures, int maxAttempts) =>
        outcome is not MeasurementFailure failure || IsCandidatesOwn(failure.Kind)
        || (IsEvidence(outcome) && earlierFailures + 1 >= maxAttempts);

    /// <summary>Whether an outcome may count against its candidate. A graph that never reached the device says nothing of it.</summary>
    public static bool IsEvidence(MeasurementOutcome outcome) =>
        outcome is MeasurementFailure { Kind: not FailureKind.GraphUnavailable };

    /// <summary>What the loss of a lease says of its candidate.</summary>
    /// <param name="loss">How it was lost.</param>
    /// <param name="wasRunning">Whether the device had said that it measured it.</param>
    public static LossVerdict Judge(LeaseLoss loss, bool wasRunning) => loss switch
    {
        LeaseLoss.Death => LossVerdict.Evidence,
        LeaseLoss.Silence when wasRunning => LossVerdict.Suspicion,
        _ => LossVerdict.Innocent,
    };

    /// <summary>
    /// Whether what speaks against a candidate is enough to fail it. One device's silence never is: a cable may be out, and a device that
    /// comes back tells.
    /// </summary>
    /// <param name="failures">Attempts that count.</param>
    /// <param name="suspects">Devices that fell silent while they measured it and have not been heard since.</param>
    /// <param name="maxAttempts">Most attempts that may fail.</param>
    public static bool IsEnough(int failures, int suspects, int maxAttempts) =>
        failures >= maxAttempts || (suspects >= 2 && failures + suspects >= maxAttempts);

    /// <summary>
    /// When a lease is taken back although heartbeats name it: once the device had the time to get ready, and twice what the time limits of this
    /// measurement and of those ahead of it allow, each with a lease timeout for what is around it.
    /// </summary>
    /// <param name="now">When it is handed out.</param>
    /// <param name="timeLimits">Limits of all measurements that the device has to make until this one is done, together.</param>
    /// <param name="around">The lease timeout, once for each of them.</param>
    public static TimeSpan Ceiling(TimeSpan now, TimeSpan timeLimits, TimeSpan around) => now + Preparation + (2 * (timeLimits + around));

    /// <summary>
    /// How long a device may make no headway with what it holds: the lease timeout, twice over to fetch a graph, while it says that it
    /// measures nothing; the measurement's time limit and the time to get ready on top while it does, or does not say.
    /// </summary>
    /// <param name="isIdle">Whether the device says that it measures nothing.</param>
    /// <param name="timeLimit">The longest limit of the measurements that it holds.</param>
    /// <param name="leaseTimeout">Time without a heartbeat after which a lease is lost.</param>
    public static TimeSpan LongestStall(bool isIdle, TimeSpan timeLimit, TimeSpan leaseTimeout) =>
        isIdle ? 2 * leaseTimeout : Preparation + timeLimit + (2 * leaseTimeout);

    /// <summary>Whether an outcome says that the device is at fault, whatever the candidate.</summary>
    public static bool IsDevicesFault(MeasurementOutcome outcome) =>
        outcome is MeasurementFailure { Kind: FailureKind.DeviceError or FailureKind.GraphUnavailable };

    /// <summary>How long a device gets nothing new after errors in a row: 1 s, doubled for each further one, at most 5 minutes.</summary>
    public static TimeSpan PauseAfter(int errorsInARow) => Backoff.Limit(FirstPause, LongestPause, errorsInARow);

    /// <summary>The failure of a candidate whose device went away.</summary>
    public static MeasurementFailure Lost(string deviceName, int failures) => new()
    {
        Kind = FailureKind.DeviceLost,
        Message = $"Device '{deviceName}' went away while it measured this candidate (attempts lost so or failed: {failures}).",
    };

    private static bool IsCandidatesOwn(FailureKind kind) =>
        kind is FailureKind.OutOfMemory or FailureKind.TimedOut or FailureKind.RejectedByRuntime or FailureKind.InvalidGraph;
}
