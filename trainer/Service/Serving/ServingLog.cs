using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Serving;

/// <summary>What this room logs. Event ids 3200–3299.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(3201, LogLevel.Warning,
        "libtorch is not installed here: every job will fail. Start with ./lts-trainer serve, which installs it where it can")]
    public static partial void NoLibtorch(this ILogger logger);

    [LoggerMessage(3202, LogLevel.Information, "Jobs in {Folder}: {Waiting} to train, {Ended} ended")]
    public static partial void Opened(this ILogger logger, string folder, int waiting, int ended);

    [LoggerMessage(3203, LogLevel.Error, "Job {Job} is set aside: {Message}")]
    public static partial void Unreadable(this ILogger logger, string job, string message);
}
