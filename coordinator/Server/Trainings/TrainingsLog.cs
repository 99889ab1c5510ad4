using Lts.Domain.Trainings;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Trainings;

/// <summary>What this room logs. Event ids 1600–1699.</summary>
internal static partial class TrainingsLog
{
    [LoggerMessage(1600, LogLevel.Information, "Training {Training} goes to the trainer at {Trainer}")]
    public static partial void TrainingStarted(this ILogger logger, string training, string trainer);

    [LoggerMessage(1601, LogLevel.Information, "Training {Training} ended: {State} {Failure}")]
    public static partial void TrainingEnded(this ILogger logger, string training, TrainingState state, string failure);

    [LoggerMessage(1602, LogLevel.Error, "Training {Training} was stopped by an error in the coordinator")]
    public static partial void TrainingBroke(this ILogger logger, Exception exception, string training);
}
