namespace Lts.Coordinator.Trainings;

/// <summary>One line of a training's curve.</summary>
internal sealed record TrainingProgress
{
    /// <summary>Updates of the weights so far.</summary>
    public required int Step { get; init; }

    /// <summary>Updates when done.</summary>
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from so far.</summary>
    public required long Tokens { get; init; }

    /// <summary>Mean since the line before, in nats a token.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The optimiser's rate at this step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Euclidean norm, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Speed since the line before.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Time spent training, in seconds; interruptions left out.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>On held-out text, in nats a token; only at an evaluation.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>A token; only at an evaluation.</summary>
    public double? ValidationPerplexity { get; init; }

    /// <summary>Bits a byte of held-out text; only at an evaluation.</summary>
    public double? BitsPerByte { get; init; }
}
