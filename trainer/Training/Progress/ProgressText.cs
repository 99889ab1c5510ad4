using System.Globalization;
using Lts.Domain.Trainings;

namespace Lts.Trainer.Training.Progress;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    private const int BarWidth = 24;

    /// <summary>One line for a log.</summary>
    public static string Line(TrainingProgress line)
    {
        var heldOut = line.ValidationLoss is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $", held-out loss {line.ValidationLoss:0.0000}, perplexity {PerplexityText.Of(line.ValidationPerplexity ?? double.NaN)}, {line.BitsPerByte:0.000} bits per byte");
        return string.Create(CultureInfo.InvariantCulture,
            $"step {line.Step}/{line.Steps}, loss {line.TrainLoss:0.0000}{heldOut}, {line.TokensPerSecond:N0} tokens/s, {TimeLeft(line)}");
    }

    /// <summary>One line that is redrawn in a terminal.</summary>
    /// <param name="step">Steps done, which may be beyond the last line.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="line">The last line; <see langword="null"/> before it.</param>
    /// <param name="perplexity">The last perplexity on held-out text.</param>
    public static string Bar(int step, int steps, TrainingProgress? line, double? perplexity)
    {
        var filled = (int)((long)BarWidth * step / Math.Max(1, steps));
        var bar = new string('━', filled) + new string('─', BarWidth - filled);
        var heldOut = perplexity is { } value ? $"  perplexity {PerplexityText.Of(value)}" : "";
        return line is null
            ? $"{bar} {step}/{steps}"
            : string.Create(CultureInfo.InvariantCulture,
                $"{bar} {step}/{steps}  loss {line.TrainLoss:0.000}{heldOut}  {line.TokensPerSecond:N0} tokens/s  {TimeLeft(line)}");
    }

    /// <summary>An estimate from the speed of the last steps.</summary>
    public static string TimeLeft(TrainingProgress line)
    {
        if (line.Step >= line.Steps)
        {
            return "done";
        }

        var seconds = line.Tokens / (double)line.Step * (line.Steps - line.Step) / line.TokensPerSecond;
        return double.IsFinite(seconds) && seconds < TimeSpan.MaxValue.TotalSeconds ? Duration(TimeSpan.FromSeconds(seconds)) + " left" : "time left unknown";
    }

    /// <summary>For example <c>2 h 5 min</c>, <c>3 min</c>, <c>40 s</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
    };
}
