using Lts.Domain.Trainings;
using Lts.Hosting.Terminals;

namespace Lts.Trainer.Training.Progress;

/// <summary>Progress as one line that is redrawn; evaluations and notes stay above it.</summary>
/// <param name="shown">Where it is drawn.</param>
/// <param name="time">Says when to draw again.</param>
internal sealed class LiveProgress(StatusLine shown, TimeProvider time) : ITrainingObserver, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private TrainingProgress? _line;
    private double? _perplexity;
    private long _drawn;

    /// <inheritdoc/>
    public void Note(string message) => shown.Note(message);

    /// <inheritdoc/>
    public void Stepped(int step, int steps)
    {
        if (_drawn == 0 || time.GetElapsedTime(_drawn) >= Interval)
        {
            _drawn = time.GetTimestamp();
            shown.Show(ProgressText.Bar(step, steps, _line, _perplexity));
        }
    }

    /// <inheritdoc/>
    public void Logged(TrainingProgress line)
    {
        _line = line;
        _perplexity = line.ValidationPerplexity ?? _perplexity;
        if (line.ValidationLoss is not null)
        {
            Note(ProgressText.Line(line));
        }

        shown.Show(ProgressText.Bar(line.Step, line.Steps, _line, _perplexity));
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose() => shown.Dispose();
}
