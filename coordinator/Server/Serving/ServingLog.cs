using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Serving;

/// <summary>What this room logs. Event ids 1500–1599.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(1500, LogLevel.Warning,
        "{Address} can be reached from other machines without encryption. Give it --certificate and --key, or let only your devices reach the port")]
    public static partial void NoTls(this ILogger logger, string address);
}
