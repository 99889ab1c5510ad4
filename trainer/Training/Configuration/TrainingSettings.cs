namespace Lts.Trainer.Training.Configuration;

/// <summary>How a model is optimised. Meanings, units and bounds are in <see cref="TrainingFields"/>, once for code, files and manual.</summary>
internal sealed record TrainingSettings
{
    public int Steps { get; init; }

    public int BatchSize { get; init; }

    public int SequenceLength { get; init; }

    public int AccumulationSteps { get; init; }

    public double LearningRate { get; init; }

    public double MinLearningRate { get; init; }

    public int WarmupSteps { get; init; }

    public double WeightDecay { get; init; }

    public double Beta1 { get; init; }

    public double Beta2 { get; init; }

    public double Epsilon { get; init; }

    public double GradientClipNorm { get; init; }

    public double Dropout { get; init; }

    public int Seed { get; init; }

    public int LogIntervalSteps { get; init; }

    public int EvaluationIntervalSteps { get; init; }

    public int EvaluationTokens { get; init; }

    public int CheckpointIntervalSteps { get; init; }

    /// <summary>Sequences that one update of the weights sees.</summary>
    public long SequencesPerStep => (long)BatchSize * AccumulationSteps;

    /// <summary>Tokens that one update of the weights sees.</summary>
    public long TokensPerStep => SequencesPerStep * SequenceLength;
}
