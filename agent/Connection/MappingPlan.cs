using Plans = Lts.Domain.Measurements;
using V1 = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Measurement plans from the wire, where what is absent has its default. What makes no sense has it too: the coordinator has checked.</summary>
internal static class MappingPlan
{
    // Beyond it a time limit is no limit, and timers refuse it.
    private static readonly TimeSpan LongestTimeLimit = TimeSpan.FromDays(7);

    /// <summary>The plan to measure by.</summary>
    public static Plans.MeasurementPlan ToDomain(V1.MeasurementPlan? plan)
    {
        var defaults = new Plans.MeasurementPlan();
        if (plan is null)
        {
            return defaults;
        }

        return new Plans.MeasurementPlan
        {
            BatchSize = Or(plan.BatchSize, defaults.BatchSize),
            SequenceLength = Or(plan.SequenceLength, defaults.SequenceLength),
            WarmupRuns = plan is { HasWarmupRuns: true, WarmupRuns: >= 0 } ? plan.WarmupRuns : defaults.WarmupRuns,
            MinRounds = Or(plan.MinRounds, defaults.MinRounds),
            MaxRounds = Or(plan.MaxRounds, defaults.MaxRounds),
            RelativeMargin = plan.RelativeMargin > 0 ? plan.RelativeMargin : defaults.RelativeMargin,
            TimeLimit = TimeLimit(plan.TimeLimitMs, defaults.TimeLimit),
            MemoryLimitBytes = plan.MemoryLimitBytes > 0 ? plan.MemoryLimitBytes : null,
            MemoryRuns = Or(plan.MemoryRuns, defaults.MemoryRuns),
            PoolSeed = plan.HasPoolSeed ? plan.PoolSeed : defaults.PoolSeed,
        };
    }

    private static int Or(int value, int fallback) => value > 0 ? value : fallback;

    private static TimeSpan TimeLimit(long milliseconds, TimeSpan fallback)
    {
        if (milliseconds <= 0)
        {
            return fallback;
        }

        return milliseconds < (long)LongestTimeLimit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : LongestTimeLimit;
    }
}
