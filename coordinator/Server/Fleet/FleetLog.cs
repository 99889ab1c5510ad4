using Lts.Domain.Candidates;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>What this room logs. Event ids 1200–1299.</summary>
internal static partial class FleetLog
{
    [LoggerMessage(1200, LogLevel.Information, "Device {Device} is online, class {DeviceClass}")]
    public static partial void DeviceOnline(this ILogger logger, string device, string deviceClass);

    [LoggerMessage(1201, LogLevel.Information, "Device {Device} is offline")]
    public static partial void DeviceOffline(this ILogger logger, string device);

    [LoggerMessage(1202, LogLevel.Warning, "Device {Device} went away with attempt {Attempt}")]
    public static partial void LeaseLost(this ILogger logger, AttemptId attempt, string device);

    [LoggerMessage(1203, LogLevel.Debug, "No study waits for attempt {Attempt} of device {Device}: its result was acknowledged and dropped")]
    public static partial void ResultNotWanted(this ILogger logger, string attempt, string device);

    [LoggerMessage(
        1204, LogLevel.Warning, "Device {Device} is at fault, {Errors} times in a row: {Problem} It gets nothing new until {Until:O}")]
    public static partial void DeviceAtFault(this ILogger logger, string device, int errors, string problem, DateTimeOffset until);
}
