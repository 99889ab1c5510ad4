using Lts.Domain.Measurements;

namespace Lts.Agent.Connection;

/// <summary>The plan that a lease is measured by: what makes no sense has its default, for the coordinator has checked.</summary>
internal static class LeasePlan
{
    // Beyond it a time limit is no limit, and timers refuse it.
    private static readonly TimeSpan LongestTimeLimit = TimeSpan.FromDays(7);

    /// <summary>The plan to measure by.</summary>
    /// <param name="plan">As the lease says it.</param>
    public static MeasurementPlan Of(MeasurementPlan plan)
    {
        var defaults = new MeasurementPlan();
        return plan with
        {
            BatchSize = Or(plan.BatchSize, defaults.BatchSize),
            SequenceLength = Or(plan.SequenceLength, defaults.SequenceLength),
            WarmupRuns = plan.WarmupRuns >= 0 ? plan.WarmupRuns : defaults.WarmupRuns,
            MinRounds = Or(plan.MinRounds, defaults.MinRounds),
            MaxRounds = Or(plan.MaxRounds, defaults.MaxRounds),
            RelativeMargin = plan.RelativeMargin > 0 ? plan.RelativeMargin : defaults.RelativeMargin,
            TimeLimit = Limited(plan.TimeLimit, defaults.TimeLimit),
            MemoryLimitBytes = plan.MemoryLimitBytes > 0 ? plan.MemoryLimitBytes : null,
            MemoryRuns = Or(plan.MemoryRuns, defaults.MemoryRuns),
        };
    }

    private static int Or(int value, int fallback) => value > 0 ? value : fallback;

    private static TimeSpan Limited(TimeSpan limit, TimeSpan fallback)
    {
        if (limit <= TimeSpan.Zero)
        {
            return fallback;
        }

        return limit < LongestTimeLimit ? limit : LongestTimeLimit;
    }
}
