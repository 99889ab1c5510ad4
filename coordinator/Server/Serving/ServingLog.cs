using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Serving;

/// <summary>What this room logs. Event ids 1500–1599.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(1500, LogLevel.Warning,
        "{Address} is open to other machines without encryption. Give it --certificate and --key, or let only your devices reach it")]
    public static partial void NoTls(this ILogger logger, string address);
}
