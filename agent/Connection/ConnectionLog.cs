using Microsoft.Extensions.Logging;

namespace Lts.Agent.Connection;

/// <summary>What the connection logs. Event ids 2100–2199.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(2100, LogLevel.Information, "Connecting to {Coordinator} as {DeviceName}")]
    public static partial void Connecting(ILogger log, Uri coordinator, string deviceName);

    [LoggerMessage(2101, LogLevel.Information, "Connected: device class {DeviceClass}, coordinator {Version}")]
    public static partial void Connected(ILogger log, string deviceClass, string version);

    [LoggerMessage(2102, LogLevel.Warning, "No connection to {Coordinator} ({Reason}); next try in {Seconds:0.0} s")]
    public static partial void Disconnected(ILogger log, Uri coordinator, string reason, double seconds);

    [LoggerMessage(2103, LogLevel.Information, "Lease {AttemptId}: candidate {CandidateId}, attempt {Attempt}")]
    public static partial void LeaseReceived(ILogger log, string attemptId, string candidateId, int attempt);

    [LoggerMessage(2104, LogLevel.Debug, "Lease {AttemptId} arrived again but is already held")]
    public static partial void LeaseDuplicate(ILogger log, string attemptId);

    [LoggerMessage(2105, LogLevel.Debug, "Lease {AttemptId} returned unmeasured")]
    public static partial void LeaseReturned(ILogger log, string attemptId);

    [LoggerMessage(2106, LogLevel.Information, "Lease {AttemptId} cancelled by the coordinator")]
    public static partial void LeaseCancelled(ILogger log, string attemptId);

    [LoggerMessage(2107, LogLevel.Information, "Result {AttemptId}: {Latency:0.000} ms, {PeakMiB:0.0} MiB, {Verdict}")]
    public static partial void Measured(ILogger log, string attemptId, double latency, double peakMiB, string verdict);

    [LoggerMessage(2108, LogLevel.Warning, "Result {AttemptId}: {Kind}: {Reason}")]
    public static partial void Failed(ILogger log, string attemptId, string kind, string reason);

    [LoggerMessage(2109, LogLevel.Debug, "Result {AttemptId} acknowledged")]
    public static partial void Acknowledged(ILogger log, string attemptId);

    [LoggerMessage(2110, LogLevel.Information, "Draining: finishing what runs, taking nothing new")]
    public static partial void Draining(ILogger log);

    [LoggerMessage(
        2127, LogLevel.Warning,
        "Waiting for approval: until somebody runs `lts devices approve {DeviceName}` only studies that name this device use it")]
    public static partial void AwaitsApproval(ILogger log, string deviceName);

    [LoggerMessage(2128, LogLevel.Information, "This device's approval was {What}")]
    public static partial void Approved(ILogger log, string what);

    [LoggerMessage(
        2143, LogLevel.Warning, "The coordinator has put this device into quarantine: {Reason} Nothing is measured until 'lts devices release'")]
    public static partial void Quarantined(ILogger log, string reason);

    [LoggerMessage(2111, LogLevel.Information, "Taking leases again")]
    public static partial void DrainUndone(ILogger log);

    [LoggerMessage(2112, LogLevel.Error, "Measuring {AttemptId} failed unexpectedly")]
    public static partial void MeasurerFailed(ILogger log, string attemptId, Exception exception);

    [LoggerMessage(2113, LogLevel.Warning, "The coordinator sent a message that this agent does not know; ignored")]
    public static partial void UnknownMessage(ILogger log);

    [LoggerMessage(2114, LogLevel.Warning, "The coordinator sent a lease whose attempt_id has {Length} characters instead of 1 to {Most}; ignored")]
    public static partial void LeaseWithoutId(ILogger log, int length, int most);

    [LoggerMessage(2120, LogLevel.Warning, "Spooled result {File} is torn or damaged and was dropped; its candidate is measured again")]
    public static partial void SpoolDamaged(ILogger log, string file);

    [LoggerMessage(2121, LogLevel.Error, "Result {AttemptId} could NOT be written to the spool ({Reason}); kept in memory until acknowledged. Free space in {Directory}")]
    public static partial void SpoolFailed(ILogger log, string attemptId, string reason, string directory);

    [LoggerMessage(2122, LogLevel.Information, "Result {AttemptId} is now in the spool")]
    public static partial void SpoolRecovered(ILogger log, string attemptId);

    [LoggerMessage(2123, LogLevel.Information, "{Count} results of an earlier run are waiting in the spool")]
    public static partial void SpoolLoaded(ILogger log, int count);

    [LoggerMessage(
        2129, LogLevel.Warning,
        "{Count} results wait for the coordinator to acknowledge them: no lease is taken until it has. See its log; a full disk or a locked database there is the usual cause")]
    public static partial void SpoolFull(ILogger log, int count);

    [LoggerMessage(
        2124, LogLevel.Warning, "An earlier run of this agent, or the device, died while it measured {AttemptId}; the coordinator is told")]
    public static partial void Interrupted(ILogger log, string attemptId);

    [LoggerMessage(
        2125, LogLevel.Warning, "The disk does not take the note that {AttemptId} is being measured ({Reason}); a crash now could not be explained")]
    public static partial void MarkFailed(ILogger log, string attemptId, string reason);

    [LoggerMessage(2126, LogLevel.Error, "{Reason} Trying again in {Seconds:0} s")]
    public static partial void Refused(ILogger log, string reason, double seconds);

    [LoggerMessage(2130, LogLevel.Debug, "Graph {Sha256}: transfer broke at {Offset} bytes ({Reason}), going on from there")]
    public static partial void DownloadBroken(ILogger log, string sha256, long offset, string reason);

    [LoggerMessage(2131, LogLevel.Debug, "Graph {Sha256} could not be cached: {Reason}")]
    public static partial void CacheFailed(ILogger log, string sha256, string reason);

    [LoggerMessage(2140, LogLevel.Warning, "The device key in {File} was unreadable and has been replaced")]
    public static partial void KeyReplaced(ILogger log, string file);

    [LoggerMessage(2141, LogLevel.Warning, "{Coordinator} is reached over plain http beyond a private network: anyone on the way can read and change what is sent. Use https")]
    public static partial void PlainHttp(ILogger log, Uri coordinator);

    [LoggerMessage(2142, LogLevel.Information, "Stopping: returning leases. The same signal again stops at once")]
    public static partial void Stopping(ILogger log);
}
