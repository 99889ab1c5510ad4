using System.Collections.Immutable;

namespace Lts.Trainer.Training.Configuration;

/// <summary>The fields of a configuration's <c>training</c> section, in the order in which it is written.</summary>
internal static class TrainingFields
{
    private const int MostSteps = 1_000_000_000;
    private const int MostSequences = 65_536;
    private const double BelowOne = 0.999999;

    /// <summary>Every field.</summary>
    public static ImmutableArray<SettingField> All { get; } =
    [
        new IntField("steps", "steps", "Updates of the weights.", 1, MostSteps, s => s.Steps, (s, v) => s with { Steps = v }),
        new IntField("batch_size", "sequences", "Sequences that go through the model at a time, over all processes.",
            1, MostSequences, s => s.BatchSize, (s, v) => s with { BatchSize = v }),
        new IntField("sequence_length", "tokens", "Length of a training sequence, at most the architecture's max_sequence_length; that is this number where it is left out.",
            2, 1_048_576, s => s.SequenceLength, (s, v) => s with { SequenceLength = v }),
        new IntField("accumulation_steps", "batches", "Batches whose gradients are averaged for one step: larger steps in the same memory.",
            1, MostSequences, s => s.AccumulationSteps, (s, v) => s with { AccumulationSteps = v }),
        new NumberField("learning_rate", "", "AdamW's rate after the warm-up.", 1e-12, 10, s => s.LearningRate, (s, v) => s with { LearningRate = v }),
        new NumberField("min_learning_rate", "", "Rate that the cosine reaches at the last step.",
            0, 10, s => s.MinLearningRate, (s, v) => s with { MinLearningRate = v }),
        new IntField("warmup_steps", "steps", "Steps over which the rate rises linearly to learning_rate.",
            0, MostSteps, s => s.WarmupSteps, (s, v) => s with { WarmupSteps = v }),
        new NumberField("weight_decay", "", "AdamW's decoupled decay of matrices and embeddings; biases and layer norms have none.",
            0, 100, s => s.WeightDecay, (s, v) => s with { WeightDecay = v }),
        new NumberField("beta1", "", "AdamW's memory of the gradient.", 0, BelowOne, s => s.Beta1, (s, v) => s with { Beta1 = v }),
        new NumberField("beta2", "", "AdamW's memory of the squared gradient.", 0, BelowOne, s => s.Beta2, (s, v) => s with { Beta2 = v }),
        new NumberField("epsilon", "", "Added to AdamW's denominator.", 1e-16, 1, s => s.Epsilon, (s, v) => s with { Epsilon = v }),
        new NumberField("gradient_clip_norm", "", "Gradients of a larger Euclidean norm are scaled down to it; 0 for no clipping.",
            0, 1e9, s => s.GradientClipNorm, (s, v) => s with { GradientClipNorm = v }),
        new NumberField("dropout", "probability", "Of embeddings and of what each block adds; that of attention is the architecture's dropatt.",
            0, 0.99, s => s.Dropout, (s, v) => s with { Dropout = v }),
        new IntField("seed", "", "Chooses initial weights, the order of the text and dropout.",
            0, int.MaxValue, s => s.Seed, (s, v) => s with { Seed = v }),
        new IntField("log_interval_steps", "steps", "From one line of progress.jsonl to the next.",
            1, MostSteps, s => s.LogIntervalSteps, (s, v) => s with { LogIntervalSteps = v }),
        new IntField("evaluation_interval_steps", "steps", "From one measurement of the held-out text to the next; the last step has one too.",
            1, MostSteps, s => s.EvaluationIntervalSteps, (s, v) => s with { EvaluationIntervalSteps = v }),
        new IntField("evaluation_tokens", "tokens", "Held-out tokens that such a measurement reads; the final one reads all.",
            1, int.MaxValue, s => s.EvaluationTokens, (s, v) => s with { EvaluationTokens = v }),
        new IntField("checkpoint_interval_steps", "steps", "From one checkpoint to the next: what a crash can cost. The last step has one too.",
            1, MostSteps, s => s.CheckpointIntervalSteps, (s, v) => s with { CheckpointIntervalSteps = v }),
    ];

    /// <summary>What is wrong with the fields taken together; each alone is in its bounds.</summary>
    public static IEnumerable<string> Contradictions(TrainingSettings settings)
    {
        if (settings.MinLearningRate > settings.LearningRate)
        {
            yield return $"training.min_learning_rate {settings.MinLearningRate:R} is more than training.learning_rate {settings.LearningRate:R}.";
        }

        if (settings.WarmupSteps > settings.Steps)
        {
            yield return $"training.warmup_steps {settings.WarmupSteps} is more than training.steps {settings.Steps}.";
        }
    }
}
