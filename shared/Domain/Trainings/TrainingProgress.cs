namespace Lts.Domain.Trainings;

/// <summary>The last line of a training's curve.</summary>
/// <param name="Step">Updates so far.</param>
/// <param name="Steps">Updates in all.</param>
/// <param name="Tokens">Learnt from so far.</param>
/// <param name="TrainLoss">Nats a token, mean since the line before.</param>
/// <param name="LearningRate">At that step.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="TokensPerSecond">Since the line before.</param>
/// <param name="ElapsedSeconds">Interruptions left out.</param>
/// <param name="ValidationLoss">Nats a token; only at an evaluation.</param>
/// <param name="ValidationPerplexity">A token; only at an evaluation.</param>
/// <param name="BitsPerByte">Only at an evaluation.</param>
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
