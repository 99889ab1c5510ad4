using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Trainer.Training.Configuration;

/// <summary>Where a configuration's defaults come from.</summary>
internal static class Presets
{
    /// <summary>For minutes to an hour on a processor; the default.</summary>
    public const string SmallCpu = "small-cpu";

    /// <summary>For the task that Archai published, on a GPU.</summary>
    public const string Archai = "archai";

    /// <summary>Every name; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [SmallCpu, Archai];

    /// <summary>A preset with an example architecture, text and output, which a configuration must name itself.</summary>
    public static TrainerConfiguration Get(string name) => name switch
    {
        SmallCpu => new TrainerConfiguration
        {
            Preset = SmallCpu,
            Architecture = new ArchitectureChoice(Example(hiddenSize: 256, layers: 4, feedForward: 1024, heads: 4, sequence: 128), false),
            Output = "run",
            Data = new DataSettings { Sources = ["text"], ValidationFraction = 0.05, Tokenizer = TokenizerChoice.Trained(4096) },
            Training = SmallCpuTraining,
            Device = new DeviceSettings(DeviceKind.Cpu, 0, Precision.Float32),
        },
        Archai => new TrainerConfiguration
        {
            Preset = Archai,
            Architecture = new ArchitectureChoice(Example(hiddenSize: 512, layers: 8, feedForward: 960, heads: 8, sequence: 1024), false),
            Output = "run",
            Data = new DataSettings { Sources = ["text"], ValidationFraction = 0.01, Tokenizer = TokenizerChoice.Gpt2 },
            Training = ArchaiTraining,
            Device = new DeviceSettings(DeviceKind.Cuda, 0, Precision.BFloat16),
        },
        _ => throw new ArgumentException($"There is no preset called {name}.", nameof(name)),
    };

    /// <summary>A few minutes to an hour on a processor, for models of up to some ten million parameters.</summary>
    private static TrainingSettings SmallCpuTraining { get; } = new()
    {
        Steps = 2000,
        BatchSize = 16,
        SequenceLength = 128,
        AccumulationSteps = 1,
        LearningRate = 1e-3,
        MinLearningRate = 1e-4,
        WarmupSteps = 100,
        WeightDecay = 0.1,
        Beta1 = 0.9,
        Beta2 = 0.95,
        Epsilon = 1e-8,
        GradientClipNorm = 1,
        Dropout = 0,
        Seed = 1,
        LogIntervalSteps = 10,
        EvaluationIntervalSteps = 100,
        EvaluationTokens = 32_768,
        CheckpointIntervalSteps = 100,
    };

    /// <summary>
    /// Archai's text-generation task: AdamW at 6e-4, decay 0.1, betas 0.9 and 0.95, 150 steps of warm-up, cosine to 0 over 30,000 steps of
    /// 64 × 1,024 tokens. What the task leaves open is GPT-2's: dropout 0.1, gradients clipped at 1.
    /// </summary>
    private static TrainingSettings ArchaiTraining { get; } = new()
    {
        Steps = 30_000,
        BatchSize = 64,
        SequenceLength = 1024,
        AccumulationSteps = 1,
        LearningRate = 6e-4,
        MinLearningRate = 0,
        WarmupSteps = 150,
        WeightDecay = 0.1,
        Beta1 = 0.9,
        Beta2 = 0.95,
        Epsilon = 1e-8,
        GradientClipNorm = 1,
        Dropout = 0.1,
        Seed = 1,
        LogIntervalSteps = 10,
        EvaluationIntervalSteps = 500,
        EvaluationTokens = 1_048_576,
        CheckpointIntervalSteps = 500,
    };

    private static Architecture Example(int hiddenSize, int layers, int feedForward, int heads, int sequence) => new Gpt2Shape
    {
        HiddenSize = hiddenSize,
        Layers = [.. Enumerable.Repeat(new Gpt2Layer(feedForward, heads), layers)],
        MaxSequenceLength = sequence,
    };
}
