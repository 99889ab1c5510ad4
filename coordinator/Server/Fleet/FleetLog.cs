using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>What this room logs. Event ids 1200–1299.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(1200, LogLevel.Information, "Device {Device} is online, class {DeviceClass}")]
    public static partial void DeviceOnline(this ILogger logger, string device, string deviceClass);

    [LoggerMessage(1201, LogLevel.Information, "Device {Device} is offline")]
    public static partial void DeviceOffline(this ILogger logger, string device);

    [LoggerMessage(1202, LogLevel.Warning, "Attempt {Attempt} of device {Device} ended without a result: {Loss}")]
    public static partial void LeaseLost(this ILogger logger, string attempt, string device, LeaseLoss loss);

    [LoggerMessage(1203, LogLevel.Debug, "No study waits for attempt {Attempt} of device {Device}: its result was acknowledged and dropped")]
    public static partial void ResultNotWanted(this ILogger logger, string attempt, string device);

    [LoggerMessage(
        1204, LogLevel.Warning, "Device {Device} is at fault, {Errors} times in a row: {Problem} It gets nothing new for {Seconds} s")]
    public static partial void DeviceAtFault(this ILogger logger, string device, int errors, string problem, double seconds);

    [LoggerMessage(1205, LogLevel.Error, "Attempt {Attempt} could not be handed to device {Device}; it waits again")]
    public static partial void GrantFailed(this ILogger logger, Exception exception, string attempt, string device);

    [LoggerMessage(
        1206, LogLevel.Warning, "{Cause} for {Seconds:0.0} s; leases and sessions live on until their agents had the time to be heard")]
    public static partial void Forgiven(this ILogger logger, string cause, double seconds);

    [LoggerMessage(1208, LogLevel.Warning, "Device {Device} is in quarantine: {Reason} 'lts devices release {Name}' ends it")]
    public static partial void DeviceQuarantined(this ILogger logger, string device, string reason, string name);

    [LoggerMessage(1209, LogLevel.Information, "Device {Device} was released from quarantine; it counts as new")]
    public static partial void DeviceReleased(this ILogger logger, string device);

    [LoggerMessage(1207, LogLevel.Warning, "Device {Device} makes no headway with attempt {Attempt}; another device gets the candidate")]
    public static partial void LeaseOverdue(this ILogger logger, string device, string attempt);

    [LoggerMessage(
        1210, LogLevel.Warning,
        "Device {Device} (from {Address}) waits for approval: it takes candidates only of studies that name it. `lts devices approve {Device}`")]
    public static partial void AwaitsApproval(this ILogger logger, string device, string address);

    [LoggerMessage(1211, LogLevel.Warning, "Device {Device} was forgotten: there are too many, and of those that were never of use it has been away longest")]
    public static partial void DeviceForgotten(this ILogger logger, string device);
}
