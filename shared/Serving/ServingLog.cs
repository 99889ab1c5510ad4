using Microsoft.Extensions.Logging;

namespace Lts.Serving;

/// <summary>What this room logs. Event ids 4000–4099.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(4000, LogLevel.Error, "{Method} was stopped by an error in the {Program}")]
    public static partial void CallBroke(this ILogger logger, Exception exception, string method, string program);

    [LoggerMessage(4001, LogLevel.Warning,
        "{Address} is open to other machines without encryption. Give it --certificate and --key, or let only {Peers} reach it")]
    public static partial void NoTls(this ILogger logger, string address, string peers);

    [LoggerMessage(4002, LogLevel.Warning, "{Address} is refused: {Reason}")]
    public static partial void QuotaReached(this ILogger logger, string address, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "{Method} was ended: its client at {Address} has read nothing for {Seconds:0} s")]
    public static partial void ReaderCutOff(this ILogger logger, string method, string address, double seconds);
}
