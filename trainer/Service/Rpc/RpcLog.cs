using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Rpc;

/// <summary>What this room logs. Event ids 3100–3199.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(3100, LogLevel.Error, "{Method} was stopped by an error in the trainer")]
    public static partial void CallBroke(this ILogger logger, Exception exception, string method);
}
