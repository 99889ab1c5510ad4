using Lts.Domain.Trainings;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Training.Runs;

/// <summary>Follows a run from another process, by its folder alone.</summary>
/// <param name="run">The run folder to look at.</param>
/// <param name="observer">Is told what is new.</param>
/// <param name="time">The clock that paces the looks.</param>
internal sealed class RunWatcher(RunFolder run, ITrainingObserver observer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private int _step;

    /// <summary>Watches until the run is complete, or nobody trains there.</summary>
    /// <returns>The result; <see langword="null"/> when the run stopped before its end.</returns>
    public async Task<TrainingResult?> WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // In this order: a result that is written after the look is seen in the next round.
            var trained = RunLock.IsHeld(run);
            ShowNews();
            if (run.ReadResult() is { } result)
            {
                return result;
            }

            if (!trained)
            {
                return null;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private void ShowNews()
    {
        var lines = ProgressLog.Read(run.Progress);
        if (lines.Count > 0 && lines[^1].Step < _step)
        {
            _step = 0; // the run went back to its last checkpoint
        }

        foreach (var line in lines.Where(line => line.Step > _step).ToList())
        {
            observer.Logged(line);
            _step = line.Step;
        }
    }
}
