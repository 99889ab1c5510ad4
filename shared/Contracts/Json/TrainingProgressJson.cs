using System.Text.Json.Serialization;
using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>
/// A line of a training's curve, as <c>--json</c> prints it and as <c>progress.jsonl</c> of a run folder keeps it: losses in nats per token,
/// null where they are beyond any number; the last three only at an evaluation.
/// </summary>
public sealed record TrainingProgressJson(
    [property: JsonPropertyName("step")] int Step,
    [property: JsonPropertyName("steps")] int Steps,
    [property: JsonPropertyName("tokens")] long Tokens,
    [property: JsonPropertyName("train_loss")] double TrainLoss,
    [property: JsonPropertyName("learning_rate")] double LearningRate,
    [property: JsonPropertyName("gradient_norm")] double GradientNorm,
    [property: JsonPropertyName("tokens_per_second")] double TokensPerSecond,
    [property: JsonPropertyName("elapsed_s")] double ElapsedS,
    [property: JsonPropertyName("validation_loss")] double? ValidationLoss = null,
    [property: JsonPropertyName("validation_perplexity")] double? ValidationPerplexity = null,
    [property: JsonPropertyName("bits_per_byte")] double? BitsPerByte = null)
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
