using Lts.Domain.Measurements;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Baselines;
using Lts.Search.Evolution;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>A study's specification from the contract, with defaults where it says nothing.</summary>
internal static class SpecMapping
{
    /// <summary>What is searched for.</summary>
    public static SearchProblem ToProblem(Proto.StudySpec spec) => new(
        ToSpace(spec.Space ?? new Proto.SearchSpaceSpec()),
        spec.Objectives.Count == 0 ? Objective.Defaults : [.. spec.Objectives.Select(o => new Objective((Metric)o.Metric, (Direction)o.Direction))],
        [.. spec.Constraints.Select(c => new RangeConstraint((Metric)c.Metric, c.HasMin ? c.Min : null, c.HasMax ? c.Max : null))],
        spec.Seed,
        OrNull(spec.MaxCandidates));

    /// <summary>How.</summary>
    public static SearchAlgorithm ToAlgorithm(Proto.StudySpec spec) => spec.AlgorithmCase switch
    {
        Proto.StudySpec.AlgorithmOneofCase.EvolutionPareto => ToAlgorithm(spec.EvolutionPareto),
        Proto.StudySpec.AlgorithmOneofCase.Random => ToAlgorithm(spec.Random),
        Proto.StudySpec.AlgorithmOneofCase.Fixed => new FixedCandidatesOptions
        {
            Architectures = [.. spec.Fixed.Architectures.Select(ArchitectureMapping.ToDomain)],
        },
        _ => ToAlgorithm(spec.Evolutionary ?? new Proto.EvolutionarySearch()),
    };

    /// <summary>A preset with what overrides it; an unknown preset, as of a newer coordinator, keeps its name.</summary>
    public static SearchSpace ToSpace(Proto.SearchSpaceSpec spec)
    {
        var preset = SearchSpaces.All.FirstOrDefault(s => s.Name == spec.Preset) ?? SearchSpaces.Gpt2Paper with { Name = spec.Preset };
        return preset with
        {
            LayerCount = ToRange(spec.LayerCount) ?? preset.LayerCount,
            HiddenSize = ToRange(spec.HiddenSize) ?? preset.HiddenSize,
            FeedForwardSize = ToRange(spec.FeedForwardSize) ?? preset.FeedForwardSize,
            MinFeedForwardRatio = spec.HasMinFeedForwardRatio ? spec.MinFeedForwardRatio : preset.MinFeedForwardRatio,
            HeadCounts = spec.HeadCounts.Count > 0 ? [.. spec.HeadCounts] : preset.HeadCounts,
            PerLayer = spec.HasPerLayer ? spec.PerLayer : preset.PerLayer,
            VocabularySize = spec.HasVocabularySize ? spec.VocabularySize : preset.VocabularySize,
            MaxSequenceLength = spec.HasMaxSequenceLength ? spec.MaxSequenceLength : preset.MaxSequenceLength,
            MinDecoderParameters = spec.HasMinDecoderParameters ? spec.MinDecoderParameters : preset.MinDecoderParameters,
            MaxDecoderParameters = spec.HasMaxDecoderParameters ? spec.MaxDecoderParameters : preset.MaxDecoderParameters,
        };
    }

    /// <summary>How to measure.</summary>
    public static MeasurementPlan ToPlan(Proto.MeasurementPlan? plan)
    {
        var defaults = new MeasurementPlan();
        return plan is null ? defaults : new MeasurementPlan
        {
            BatchSize = OrNull(plan.BatchSize) ?? defaults.BatchSize,
            SequenceLength = OrNull(plan.SequenceLength) ?? defaults.SequenceLength,
            WarmupRuns = OrNull(plan.WarmupRuns) ?? defaults.WarmupRuns,
            MinRounds = OrNull(plan.MinRounds) ?? defaults.MinRounds,
            MaxRounds = OrNull(plan.MaxRounds) ?? defaults.MaxRounds,
            RelativeMargin = OrNull(plan.RelativeMargin) ?? defaults.RelativeMargin,
            TimeLimit = plan.TimeLimitMs == 0 ? defaults.TimeLimit : TimeSpan.FromMilliseconds(plan.TimeLimitMs),
            MemoryLimitBytes = plan.MemoryLimitBytes == 0 ? null : plan.MemoryLimitBytes,
            MemoryRuns = OrNull(plan.MemoryRuns) ?? defaults.MemoryRuns,
            PoolSeed = plan.PoolSeed == 0 ? defaults.PoolSeed : plan.PoolSeed,
        };
    }

    private static EvolutionarySearchOptions ToAlgorithm(Proto.EvolutionarySearch search)
    {
        var defaults = new EvolutionarySearchOptions();
        return new EvolutionarySearchOptions
        {
            Generations = OrNull(search.Generations) ?? defaults.Generations,
            ParentCount = OrNull(search.ParentCount) ?? defaults.ParentCount,
            MutatedCount = OrNull(search.MutatedCount) ?? defaults.MutatedCount,
            CrossedCount = OrNull(search.CrossedCount) ?? defaults.CrossedCount,
            MutationProbability = OrNull(search.MutationProbability) ?? defaults.MutationProbability,
            CrossoverProbability = OrNull(search.CrossoverProbability) ?? defaults.CrossoverProbability,
        };
    }

    private static EvolutionParetoOptions ToAlgorithm(Proto.EvolutionPareto search)
    {
        var defaults = new EvolutionParetoOptions();
        return new EvolutionParetoOptions
        {
            Iterations = OrNull(search.Iterations) ?? defaults.Iterations,
            InitialCount = OrNull(search.InitialCount) ?? defaults.InitialCount,
            RandomPerIteration = OrNull(search.RandomPerIteration) ?? defaults.RandomPerIteration,
            MutationsPerParent = OrNull(search.MutationsPerParent) ?? defaults.MutationsPerParent,
            CrossoverCount = OrNull(search.CrossoverCount) ?? defaults.CrossoverCount,
            MaxUnseen = OrNull(search.MaxUnseen) ?? defaults.MaxUnseen,
        };
    }

    private static RandomSearchOptions ToAlgorithm(Proto.RandomSearch search)
    {
        var defaults = new RandomSearchOptions();
        return new RandomSearchOptions
        {
            Count = OrNull(search.Count) ?? defaults.Count,
            BatchSize = OrNull(search.BatchSize) ?? defaults.BatchSize,
        };
    }

    private static IntRange? ToRange(Proto.IntRange? range) => range is null ? null : new IntRange(range.Min, range.Max, Math.Max(range.Step, 1));

    private static int? OrNull(int value) => value == 0 ? null : value;

    private static double? OrNull(double value) => value == 0 ? null : value;
}
