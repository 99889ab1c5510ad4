using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Running;

/// <summary>What this room logs. Event ids 3000–3099.</summary>
internal static partial class RunningLog
{
    /// <summary>A process was started for a job.</summary>
    [LoggerMessage(3000, LogLevel.Information, "Job {Job} trains on {Device}: process {Process}, start {Start}")]
    public static partial void Started(this ILogger logger, string job, string device, int process, int start);

    /// <summary>A process ended before its job; another is started.</summary>
    [LoggerMessage(3001, LogLevel.Warning, "The process of job {Job} ended with code {Code} at step {Step}; another goes on from its checkpoint")]
    public static partial void StartsAgain(this ILogger logger, string job, int? code, int step);

    /// <summary>A job was stopped, and can go on.</summary>
    [LoggerMessage(3002, LogLevel.Information, "Job {Job} is stopped at step {Step}, with a checkpoint")]
    public static partial void Stopped(this ILogger logger, string job, int step);

    /// <summary>A job has its result.</summary>
    [LoggerMessage(3003, LogLevel.Information, "Job {Job} is complete")]
    public static partial void Completed(this ILogger logger, string job);

    /// <summary>A job cannot go on.</summary>
    [LoggerMessage(3004, LogLevel.Warning, "Job {Job} has failed: {Message}")]
    public static partial void Failed(this ILogger logger, string job, string message);

    /// <summary>A job's run folder is held by a process that is not the service's.</summary>
    [LoggerMessage(3005, LogLevel.Information, "Job {Job} waits: another process is training in {Folder}")]
    public static partial void WaitsForOther(this ILogger logger, string job, string folder);

    /// <summary>A job cannot go on at the moment, for example because the disk is full.</summary>
    [LoggerMessage(3006, LogLevel.Warning, "Job {Job} cannot go on now and is tried again in {Seconds} s: {Message}")]
    public static partial void TriesLater(this ILogger logger, string job, double seconds, string message);

    /// <summary>An error of the service itself ended the work on a job.</summary>
    [LoggerMessage(3007, LogLevel.Error, "Job {Job} was stopped by an error in the trainer")]
    public static partial void Broke(this ILogger logger, Exception exception, string job);

    /// <summary>A job was accepted, or goes on.</summary>
    [LoggerMessage(3008, LogLevel.Information, "Job {Job} is queued for {Device}")]
    public static partial void Queued(this ILogger logger, string job, string device);

    /// <summary>A job was cancelled by a client.</summary>
    [LoggerMessage(3009, LogLevel.Information, "Job {Job} is cancelled")]
    public static partial void Cancelled(this ILogger logger, string job);

    /// <summary>An ended job was deleted by a client.</summary>
    [LoggerMessage(3010, LogLevel.Information, "Job {Job} is deleted, with its folder")]
    public static partial void Deleted(this ILogger logger, string job);
}
