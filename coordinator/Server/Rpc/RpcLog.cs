using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Rpc;

/// <summary>What this room logs. Event ids 1400–1499.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(1401, LogLevel.Warning, "An agent was refused: {Reason}")]
    public static partial void AgentRefused(this ILogger logger, string reason);

    [LoggerMessage(1402, LogLevel.Debug, "Device {Device}: attempt {Attempt} is in phase {Phase}, {Rounds} rounds")]
    public static partial void Progress(this ILogger logger, string device, string attempt, string phase, int rounds);

    [LoggerMessage(1403, LogLevel.Warning, "Connection of device {Device} ends: {Reason}")]
    public static partial void ConnectionEnds(this ILogger logger, string device, string reason);
}
