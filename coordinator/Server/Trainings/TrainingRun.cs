using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Trainings;

/// <summary>
/// Sees one training through: hands it to its trainer, follows it there, and keeps what comes of it. Both sides may end and start again at any
/// moment, for the job's id is the same.
/// </summary>
internal sealed class TrainingRun(Training training, ITrainer trainer, IStore store, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestUpdate = TimeSpan.FromMilliseconds(50); // a trainer without measure is read no faster
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _look = new(0);
    private volatile Training _training = training;

    /// <summary>The training now.</summary>
    public Training Current => _training;

    /// <summary>Numbers its changes.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>Completes when the training has ended, or when this was stopped.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to follow.</summary>
    public void Start() => Completion = Task.Run(FollowAsync);

    /// <summary>Stops following it; the trainer goes on.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends a pause between two tries: something has changed at the trainer.</summary>
    public void LookNow() => _look.Release();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _look.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            var backoff = new Backoff(FirstPause, LongestPause);
            while (!_training.HasEnded && !_stop.IsCancellationRequested)
            {
                if (await TryAsync(backoff.Reset) is not { } trouble || _training.HasEnded)
                {
                    continue;
                }

                Show(_training with { Trouble = $"{trouble} It is tried again at least every {LongestPause.TotalSeconds:F0} seconds." });
                await Task.WhenAny(Task.Delay(backoff.Next(), time, _stop.Token), _look.WaitAsync(_stop.Token));
                _stop.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program stops; the training is followed again at its next start.
        }
    }

    /// <summary>One try, from handing over to the end. Every step may be repeated.</summary>
    /// <param name="progressed">Told whenever the trainer has said something.</param>
    /// <returns>Why it must be tried again; <see langword="null"/> when it need not.</returns>
    private async Task<string?> TryAsync(Action progressed)
    {
        try
        {
            await trainer.SubmitAsync(_training.Id, _training.Spec, _stop.Token);
            await foreach (var job in trainer.WatchAsync(_training.Id, _stop.Token))
            {
                progressed();
                await TakeAsync(job);
                if (_training.HasEnded)
                {
                    return null; // whatever is still sent
                }

                await Task.Delay(ShortestUpdate, time, _stop.Token);
            }

            return _training.HasEnded ? null : $"The trainer at {_training.Trainer} stopped reporting on it.";
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw;
        }
        catch (TrainerException e) when (e.Failure is TrainerFailure.Unavailable or TrainerFailure.NotFound)
        {
            return e.Message; // one that knows the job no more, because its data are gone, is given it again
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

        return null;
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
                await FailAsync($"The trainer reports it as complete, but: {job.FailureMessage}");
                break;
            case TrainingState.Failed or TrainingState.Cancelled:
                await EndAsync(job.State, next);
                break;
            default:
                Show(next); // a newer trainer may know more states
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
