using Lts.Protos.V1;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>The studies of the golden database: every algorithm, and every field of a specification somewhere.</summary>
internal static class GoldenStudies
{
    /// <summary>Two targets, every field set, constraints cheap and measured.</summary>
    public static StudySpec Evolution { get; } = new()
    {
        Name = "evolution",
        Space = new SearchSpaceSpec
        {
            Preset = "gpt2-quickstart",
            LayerCount = new IntRange { Min = 2, Max = 6, Step = 2 },
            HiddenSize = new IntRange { Min = 64, Max = 192, Step = 64 },
            FeedForwardSize = new IntRange { Min = 128, Max = 512, Step = 128 },
            MinFeedForwardRatio = 1.5,
            HeadCounts = { 2, 4, 8 },
            PerLayer = true,
            VocabularySize = 4096,
            MaxSequenceLength = 96,
            MinDecoderParameters = 1000,
            MaxDecoderParameters = 9_000_000,
        },
        Evolutionary = new EvolutionarySearch
        {
            Generations = 3,
            ParentCount = 3,
            MutatedCount = 4,
            CrossedCount = 4,
            MutationProbability = 0.4,
            CrossoverProbability = 0.25,
        },
        Seed = 7,
        Objectives =
        {
            new Objective { Metric = Metric.DecoderParameters, Direction = Direction.Maximize },
            new Objective { Metric = Metric.LatencyMs, Direction = Direction.Minimize },
            new Objective { Metric = Metric.PeakMemoryMib, Direction = Direction.Minimize },
        },
        Constraints =
        {
            new Constraint { Metric = Metric.LatencyMs, Max = 90 },
            new Constraint { Metric = Metric.DecoderParameters, Min = 100_000, Max = 8_000_000 },
        },
        Devices = { "name:kitchen", "tag:bench" },
        Plan = new MeasurementPlan
        {
            BatchSize = 2,
            SequenceLength = 64,
            WarmupRuns = 4,
            MinRounds = 6,
            MaxRounds = 80,
            RelativeMargin = 0.03,
            TimeLimitMs = 30_500,
            MemoryLimitBytes = 3L << 30,
            MemoryRuns = 4,
            PoolSeed = 11,
        },
        MaxAttempts = 2,
        Priority = 3,
    };

    /// <summary>Archai's algorithm and space, and an end by number.</summary>
    public static StudySpec Pareto { get; } = new()
    {
        Name = "pareto",
        Space = new SearchSpaceSpec { Preset = "gpt2-archai" },
        EvolutionPareto = new EvolutionPareto
        {
            Iterations = 4,
            InitialCount = 6,
            RandomPerIteration = 2,
            MutationsPerParent = 2,
            CrossoverCount = 3,
            MaxUnseen = 8,
        },
        Seed = -3,
        Devices = { "office" },
        MaxCandidates = 22,
    };

    /// <summary>The paper's space, and the objectives that the others leave out.</summary>
    public static StudySpec Random { get; } = new()
    {
        Name = "random",
        Space = new SearchSpaceSpec { Preset = "gpt2-paper" },
        Random = new RandomSearch { Count = 10, BatchSize = 5 },
        Seed = 9_000_000_000,
        Objectives =
        {
            new Objective { Metric = Metric.TotalParameters, Direction = Direction.Maximize },
            new Objective { Metric = Metric.ModelMib, Direction = Direction.Minimize },
            new Objective { Metric = Metric.PeakMemoryMib, Direction = Direction.Minimize },
        },
        Constraints = { new Constraint { Metric = Metric.PeakMemoryMib, Min = 10, Max = 5000 } },
        Devices = { "class:attic-class", "kitchen" },
    };

    /// <summary>One architecture for each way that a measurement can end.</summary>
    public static StudySpec Fixed { get; } = CreateFixed();

    /// <summary>For the study that somebody stops.</summary>
    public static StudySpec Cancelled { get; } = new()
    {
        Name = "cancelled",
        Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
        Evolutionary = new EvolutionarySearch { Generations = 2, ParentCount = 2, MutatedCount = 3, CrossedCount = 3 },
        Seed = 5,
        Devices = { "office" },
    };

    /// <summary>No architecture has so many parameters.</summary>
    public static StudySpec Failed { get; } = new()
    {
        Name = "failed",
        Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
        Random = new RandomSearch { Count = 3, BatchSize = 3 },
        Constraints = { new Constraint { Metric = Metric.DecoderParameters, Min = 1e15 } },
        Devices = { "office" },
    };

    /// <summary>For the study that never ends.</summary>
    public static StudySpec Running { get; } = new()
    {
        Name = "running",
        Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
        Random = new RandomSearch { Count = 8, BatchSize = 8 },
        Seed = 21,
        Devices = { "office", "kitchen" },
        MaxAttempts = 2,
    };

    /// <summary>All of them, for messages.</summary>
    public static IReadOnlyList<StudySpec> All { get; } = [Evolution, Pareto, Random, Fixed, Cancelled, Failed, Running];

    /// <summary>Names of all of them, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(spec => spec.Name)];

    private static StudySpec CreateFixed()
    {
        var spec = new StudySpec { Name = "fixed", Fixed = new FixedCandidates(), Devices = { "office" }, MaxAttempts = 2 };
        for (int i = 0; i < GoldenAnswers.Endings; i++)
        {
            var architecture = new Architecture
            {
                Family = ModelFamily.Gpt2,
                HiddenSize = 64,
                VocabularySize = 512 + i,
                MaxSequenceLength = 200 + i,
                AttentionDropout = i * 0.05,
            };
            architecture.Layers.Add(new DecoderLayer { FeedForwardSize = 128 + i, HeadCount = 2 });
            architecture.Layers.Add(new DecoderLayer { FeedForwardSize = 256, HeadCount = i % 2 == 0 ? 4 : 2 });
            spec.Fixed.Architectures.Add(architecture);
        }

        return spec;
    }
}
