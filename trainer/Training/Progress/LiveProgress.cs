using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Progress;

/// <summary>Progress as one line that is redrawn; evaluations and notes stay above it.</summary>
/// <param name="writer">The terminal to draw on.</param>
/// <param name="width">Its columns: a longer line would wrap and pile up.</param>
/// <param name="time">Says when to draw again.</param>
internal sealed class LiveProgress(TextWriter writer, Func<int> width, TimeProvider time) : ITrainingObserver, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private ProgressLine? _line;
    private double? _perplexity;
    private long _drawn;
    private int _length;

    /// <inheritdoc/>
    public void Note(string message)
    {
        Draw("");
        writer.WriteLine(message);
    }

    /// <inheritdoc/>
    public void Stepped(int step, int steps)
    {
        if (_drawn == 0 || time.GetElapsedTime(_drawn) >= Interval)
        {
            _drawn = time.GetTimestamp();
            Draw(ProgressText.Bar(step, steps, _line, _perplexity));
        }
    }

    /// <inheritdoc/>
    public void Logged(ProgressLine line)
    {
        _line = line;
        _perplexity = line.ValidationPerplexity ?? _perplexity;
        if (line.ValidationLoss is not null)
        {
            Note(ProgressText.Line(line));
        }

        Draw(ProgressText.Bar(line.Step, line.Steps, _line, _perplexity));
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose() => Draw("");

    private void Draw(string text)
    {
        var most = Math.Max(1, width() - 1);
        text = text.Length <= most ? text : text[..most];
        writer.Write($"\r{text.PadRight(Math.Min(_length, most))}\r{text}");
        writer.Flush();
        _length = text.Length;
    }
}
