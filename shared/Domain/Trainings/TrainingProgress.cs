namespace Lts.Domain.Trainings;

/// <summary>A line of a training's curve.</summary>
/// <param name="Step">Updates so far.</param>
/// <param name="Steps">Updates in all.</param>
/// <param name="Tokens">Learnt from so far.</param>
/// <param name="TrainLoss">Nats per token, mean since the line before.</param>
/// <param name="LearningRate">AdamW's learning rate at that step.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient, before clipping.</param>
/// <param name="TokensPerSecond">Since the line before.</param>
/// <param name="ElapsedSeconds">Time spent training, in seconds, interruptions left out.</param>
/// <param name="ValidationLoss">Nats per token; only at an evaluation.</param>
/// <param name="ValidationPerplexity">Perplexity per token; only at an evaluation.</param>
/// <param name="BitsPerByte">Bits per byte of text; only at an evaluation.</param>
public sealed record TrainingProgress(
    int Step,
    int Steps,
    long Tokens,
    double TrainLoss,
    double LearningRate,
    double GradientNorm,
    double TokensPerSecond,
    double ElapsedSeconds,
    double? ValidationLoss,
    double? ValidationPerplexity,
    double? BitsPerByte);
