namespace Lts.Trainer.Training.Configuration;

/// <summary>How a model is optimised. Meanings, units and bounds are in <see cref="TrainingFields"/>, once for code, files and manual.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Updates of the weights.</summary>
    public int Steps { get; init; }

    /// <summary>Sequences that go through the model at a time, over all processes.</summary>
    public int BatchSize { get; init; }

    /// <summary>Length of a training sequence in tokens.</summary>
    public int SequenceLength { get; init; }

    /// <summary>Batches whose gradients are averaged for one step.</summary>
    public int AccumulationSteps { get; init; }

    /// <summary>AdamW's rate after the warm-up.</summary>
    public double LearningRate { get; init; }

    /// <summary>Rate that the cosine reaches at the last step.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>Steps over which the rate rises linearly.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>AdamW's decoupled decay of matrices and embeddings.</summary>
    public double WeightDecay { get; init; }

    /// <summary>AdamW's memory of the gradient.</summary>
    public double Beta1 { get; init; }

    /// <summary>AdamW's memory of the squared gradient.</summary>
    public double Beta2 { get; init; }

    /// <summary>Added to AdamW's denominator.</summary>
    public double Epsilon { get; init; }

    /// <summary>Euclidean norm that gradients are scaled down to; 0 for no clipping.</summary>
    public double GradientClipNorm { get; init; }

    /// <summary>Probability with which embeddings and what each block adds are dropped.</summary>
    public double Dropout { get; init; }

    /// <summary>Chooses initial weights, the order of the text and dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Steps from one line of progress to the next.</summary>
    public int LogIntervalSteps { get; init; }

    /// <summary>Steps from one measurement of the held-out text to the next.</summary>
    public int EvaluationIntervalSteps { get; init; }

    /// <summary>Held-out tokens that such a measurement reads.</summary>
    public int EvaluationTokens { get; init; }

    /// <summary>Steps from one checkpoint to the next.</summary>
    public int CheckpointIntervalSteps { get; init; }

    /// <summary>Sequences that one update of the weights sees.</summary>
    public long SequencesPerStep => (long)BatchSize * AccumulationSteps;

    /// <summary>Tokens that one update of the weights sees.</summary>
    public long TokensPerStep => SequencesPerStep * SequenceLength;
}
