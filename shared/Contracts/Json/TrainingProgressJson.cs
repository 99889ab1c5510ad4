using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>
/// A line of a training's curve, as <c>--json</c> prints it and as <c>progress.jsonl</c> of a run folder keeps it: losses in nats per token,
/// null where they are beyond any number; the last three only at an evaluation.
/// </summary>
public sealed record TrainingProgressJson(
    int Step, int Steps, long Tokens, double TrainLoss, double LearningRate, double GradientNorm, double TokensPerSecond, double ElapsedS,
    double? ValidationLoss = null, double? ValidationPerplexity = null, double? BitsPerByte = null)
{
    /// <summary>The JSON form.</summary>
    public static TrainingProgressJson Of(TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, line.TrainLoss, line.LearningRate, line.GradientNorm, line.TokensPerSecond, line.ElapsedSeconds,
        line.ValidationLoss, line.ValidationPerplexity, line.BitsPerByte);

    /// <summary>What the JSON form says. A loss without a perplexity has one that is beyond any number.</summary>
    public TrainingProgress ToProgress() => new(
        Step, Steps, Tokens, TrainLoss, LearningRate, GradientNorm, TokensPerSecond, ElapsedS,
        ValidationLoss, ValidationPerplexity ?? (ValidationLoss is null ? null : double.PositiveInfinity), BitsPerByte);
}
