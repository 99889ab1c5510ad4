using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Trainings;

/// <summary>
/// Sees one training through: hands it to its trainer, follows it there, and keeps what comes of it. Both sides may end and start again at any
/// moment, for the job's id is the same.
/// </summary>
internal sealed class TrainingRun(Training training, ITrainer trainer, IStore store, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private volatile Training _training = training;

    /// <summary>The training now.</summary>
    public Training Current => _training;

    /// <summary>Numbers its changes.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>Completes when the training has ended, or when this was stopped.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to follow.</summary>
    public void Start() => Completion = Task.Run(FollowAsync);

    /// <summary>Stops to follow; the trainer goes on.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task FollowAsync()
    {
        var pause = FirstPause;
        while (!_training.HasEnded && !_stop.IsCancellationRequested)
        {
            try
            {
                await trainer.SubmitAsync(_training.Id, _training.Spec, _stop.Token);
                pause = FirstPause;
                await foreach (var job in trainer.WatchAsync(_training.Id, _stop.Token))
                {
                    await TakeAsync(job);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (TrainerException e) when (e.Failure == TrainerFailure.Unavailable)
            {
                Show(_training with { Trouble = $"{e.Message} Tried again every {LongestPause.TotalSeconds:F0} seconds or sooner." });
                await Task.Delay(pause, time, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (TrainerException e)
            {
                await FailAsync(e.Message);
            }
            catch (Exception e)
            {
                logger.TrainingBroke(e, _training.Id);
                await FailAsync("An error in the coordinator; its log has the details.");
            }
        }
    }

    private async Task TakeAsync(TrainerJob job)
    {
        var next = _training with { Progress = job.Progress ?? _training.Progress, Trouble = "", FailureMessage = job.FailureMessage };
        switch (job.State)
        {
            case TrainingState.Queued or TrainingState.Running when job.State == _training.State:
                Show(next);
                break;
            case TrainingState.Queued or TrainingState.Running:
                await KeepAsync(next with { State = job.State });
                break;
            case TrainingState.Completed when job.Result is { } result:
                var files = await trainer.ListFilesAsync(_training.Id, _stop.Token);
                await EndAsync(TrainingState.Completed, next with { Result = result, Files = files });
                break;
            case TrainingState.Completed:
                await FailAsync($"The trainer says that it is complete, but: {job.FailureMessage}");
                break;
            default:
                await EndAsync(job.State, next);
                break;
        }
    }

    private Task FailAsync(string message) => EndAsync(TrainingState.Failed, _training with { FailureMessage = message });

    private async Task EndAsync(TrainingState state, Training training)
    {
        await KeepAsync(training with { State = state, EndTime = time.GetUtcNow(), Trouble = "" });
        logger.TrainingEnded(training.Id, state, training.FailureMessage);
    }

    /// <summary>Others see it once it is on disk.</summary>
    private async Task KeepAsync(Training training)
    {
        await StorageRetry.UntilStoredAsync(() => store.SaveTrainingAsync(TrainingCodec.ToRow(training)), time, _stop.Token);
        Show(training);
    }

    private void Show(Training training)
    {
        _training = training;
        Changes.Next();
    }
}
