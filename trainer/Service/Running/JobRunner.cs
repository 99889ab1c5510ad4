using System.ComponentModel;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Runs;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Running;

/// <summary>Trains one job to its end, with as many processes as it takes.</summary>
internal sealed class JobRunner(JobStore store, TimeProvider time, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(5); // a step and a checkpoint of a large model
    private static readonly TimeSpan CtrlCGrace = TimeSpan.FromSeconds(1);

    /// <summary>Trains a job that is running, until it has completed or failed, or until it shall stop.</summary>
    /// <param name="id">Id of the job, which is in the store.</param>
    /// <param name="stop">Stops it with a checkpoint; its state is then left as it is.</param>
    /// <exception cref="JobNotWrittenException">Its <c>job.json</c> cannot be written; its state is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(string id, CancellationToken stop)
    {
        try
        {
            await TrainToTheEndAsync(id, stop);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JobNotWrittenException))
        {
            // Whatever is wrong with one job, or with us, must not keep its device from the others.
            if (e is not UserErrorException)
            {
                logger.Broke(e, id);
            }

            var what = e is UserErrorException ? e.Message : $"An error in the trainer ({e.GetType().Name}): {e.Message}";
            Fail(id, $"{what}\nResumeJob goes on from the last checkpoint once the cause is removed.");
        }
    }

    private async Task TrainToTheEndAsync(string id, CancellationToken stop)
    {
        var folder = store.FolderOf(id);
        var rule = new RestartRule();
        while (true)
        {
            await WaitForOtherAsync(id, folder.Run, stop);
            if (folder.Run.ReadResult() is not null)
            {
                Complete(id);
                return;
            }

            var end = await TrainAsync(id, folder, stop);
            switch (rule.Decide(end))
            {
                case NextMove.Complete:
                    Complete(id);
                    return;
                case NextMove.StartAgain:
                    logger.StartsAgain(id, end.ExitCode, end.LastStep);
                    break;
                case NextMove.Fail:
                    Fail(id, RestartRule.Describe(end, folder.Log));
                    return;
            }
        }
    }

    /// <summary>A process of a service that was killed may still be at its last step; one that somebody started by hand may take longer.</summary>
    private async Task WaitForOtherAsync(string id, RunFolder run, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        for (var waits = false; RunLock.IsHeld(run); await Task.Delay(LockInterval, time, stop))
        {
            if (!waits)
            {
                logger.WaitsForOther(id, run.FullName);
                waits = true;
            }
        }
    }

    private async Task<TrainingEnd> TrainAsync(string id, JobFolder folder, CancellationToken stop)
    {
        var job = store.Change(id, job => job.State != JobState.Running ? job : job with
        {
            StartTime = job.StartTime ?? time.GetUtcNow(),
            StartCount = job.StartCount + 1,
        });
        using var process = new TrainingProcess(folder, time);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return End(folder, null, e.Message);
        }

        logger.Started(id, job.Device, process.Id, job.StartCount);
        try
        {
            var code = await process.WaitAsync(stop);
            if (code == ExitCode.Cancelled)
            {
                // Ctrl-C in a terminal reaches the process too, perhaps before us.
                await Task.Delay(CtrlCGrace, time, stop);
            }

            return End(folder, code, process.LastWords);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(StopLimit);
            logger.Stopped(id, LastLine.Read(folder.Run.Progress)?.Step ?? 0);
            throw;
        }
    }

    private static TrainingEnd End(JobFolder folder, int? code, string words) =>
        new(File.Exists(folder.Run.Result), code, LastLine.Read(folder.Run.Progress)?.Step ?? 0, words);

    private void Complete(string id)
    {
        Finish(id, job => job with { State = JobState.Completed });
        logger.Completed(id);
    }

    private void Fail(string id, string message)
    {
        Finish(id, job => job with { State = JobState.Failed, FailureMessage = message });
        logger.Failed(id, message);
    }

    private void Finish(string id, Func<JobRecord, JobRecord> finish) =>
        store.Change(id, job => job.State == JobState.Running ? finish(job) with { EndTime = time.GetUtcNow() } : job);
}
