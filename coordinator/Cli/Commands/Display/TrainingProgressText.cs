using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Trainings;

namespace Lts.Cli.Commands.Display;

/// <summary>How far a training is, in words.</summary>
internal static class TrainingProgressText
{
    /// <summary>A line of its curve.</summary>
    public static string Of(TrainingProgress line)
    {
        var text = $"step {StudyProgress.Of(line.Step, line.Steps)}, loss {Loss(line.TrainLoss)}";
        if (line.ValidationPerplexity is { } perplexity)
        {
            text += $", held-out perplexity {Perplexity(perplexity)}";
        }

        var left = TimeLeft(line) is { Length: > 0 } time ? $"{time} left" : "time left not known yet";
        return $"{text}, {Units.Count((long)line.TokensPerSecond)} tokens/s, {left}";
    }

    /// <summary>For a log: the training's name, its state or its line, and what is in its way.</summary>
    public static string Line(Training training)
    {
        var state = training is { State: TrainingState.Running, Progress: { } line } ? Of(line) : WireNames.Of(training.State);
        return training switch
        {
            { Trouble.Length: > 0 } => $"{training.Id}: {training.Trouble}",
            { State: TrainingState.Failed } => $"{training.Id} failed: {training.FailureMessage}",
            { Result: { } result } => $"{training.Id} completed: perplexity {Perplexity(result.ValidationPerplexity)} per token, "
                + $"{Loss(result.BitsPerByte)} bits per byte",
            _ => $"{training.Id}: {state}",
        };
    }

    /// <summary>An estimate: the rest at the present pace. Empty before there is a pace.</summary>
    public static string TimeLeft(TrainingProgress line) => line is { TokensPerSecond: > 0, Step: > 0 }
        ? Units.Duration(TimeSpan.FromSeconds(line.Tokens / (double)line.Step * (line.Steps - line.Step) / line.TokensPerSecond))
        : "";

    /// <summary>Nats, or bits, with three decimals.</summary>
    public static string Loss(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>With two decimals, or one from 100 on.</summary>
    public static string Perplexity(double value) => value.ToString(value >= 100 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
