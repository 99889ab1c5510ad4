namespace Lts.Domain.Measurements;

/// <summary>What somebody says about how to measure; what is <see langword="null"/> is left to <see cref="Complete"/>.</summary>
public sealed record PlanChoices
{
    /// <summary>See <see cref="MeasurementPlan.BatchSize"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>See <see cref="MeasurementPlan.SequenceLength"/>.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>See <see cref="MeasurementPlan.WarmupRuns"/>.</summary>
    public int? WarmupRuns { get; init; }

    /// <summary>See <see cref="MeasurementPlan.MinRounds"/>.</summary>
    public int? MinRounds { get; init; }

    /// <summary>See <see cref="MeasurementPlan.MaxRounds"/>.</summary>
    public int? MaxRounds { get; init; }

    /// <summary>See <see cref="MeasurementPlan.RelativeMargin"/>.</summary>
    public double? RelativeMargin { get; init; }

    /// <summary>See <see cref="MeasurementPlan.TimeLimit"/>.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>See <see cref="MeasurementPlan.MemoryLimitBytes"/>.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>See <see cref="MeasurementPlan.MemoryRuns"/>.</summary>
    public int? MemoryRuns { get; init; }

    /// <summary>See <see cref="MeasurementPlan.PoolSeed"/>.</summary>
    public long? PoolSeed { get; init; }

    /// <summary>The plan, with a default for everything that is left open; not validated.</summary>
    /// <param name="maxSequenceLength">The default sequence is not longer than this, in tokens.</param>
    public MeasurementPlan Complete(int maxSequenceLength)
    {
        var standard = new MeasurementPlan();
        int minRounds = MinRounds ?? standard.MinRounds;
        return new MeasurementPlan
        {
            BatchSize = BatchSize ?? standard.BatchSize,
            SequenceLength = SequenceLength ?? Math.Min(standard.SequenceLength, Math.Max(1, maxSequenceLength)),
            WarmupRuns = WarmupRuns ?? standard.WarmupRuns,
            MinRounds = minRounds,
            MaxRounds = MaxRounds ?? Math.Max(minRounds, standard.MaxRounds),
            RelativeMargin = RelativeMargin ?? standard.RelativeMargin,
            TimeLimit = TimeLimit ?? standard.TimeLimit,
            MemoryLimitBytes = MemoryLimitBytes,
            MemoryRuns = MemoryRuns ?? standard.MemoryRuns,
            PoolSeed = PoolSeed ?? standard.PoolSeed,
        };
    }
}
