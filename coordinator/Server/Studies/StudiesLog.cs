using Lts.Domain.Studies;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Studies;

/// <summary>What this room logs. Event ids 1300–1399.</summary>
internal static partial class StudiesLog
{
    [LoggerMessage(1300, LogLevel.Information, "Study {Study} runs on {Targets} device classes")]
    public static partial void StudyStarted(this ILogger logger, string study, int targets);

    [LoggerMessage(1301, LogLevel.Information, "Study {Study} ended: {State} {Failure}")]
    public static partial void StudyEnded(this ILogger logger, string study, StudyState state, string failure);

    [LoggerMessage(1303, LogLevel.Information, "Study {Study} ({Id}) was deleted: {Reason}. Its trainings stay")]
    public static partial void StudyDeleted(this ILogger logger, string study, string id, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "Study {Study} should have been deleted and was not: {Problem}")]
    public static partial void StudyNotDeleted(this ILogger logger, string study, string problem);

    [LoggerMessage(1302, LogLevel.Error, "Study {Study} was stopped by an error in the coordinator")]
    public static partial void StudyBroke(this ILogger logger, Exception exception, string study);
}
