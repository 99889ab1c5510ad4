using Lts.Domain.Architectures;
using Lts.Domain.Measurements;

namespace Lts.Agent.Connection;

/// <summary>
/// The plan that a lease is measured by: what is missing or not positive has its default, a time limit is cut to the longest, and the rest must
/// be what a study may ask for.
/// </summary>
internal static class LeasePlan
{
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

    /// <summary>What is wrong with a plan so completed, by the fields of study files; empty for one that can be measured by.</summary>
    /// <param name="plan">From <see cref="Of"/>.</param>
    /// <remarks>
    /// A memory limit of any size and one run for memory do no harm: the measurer keeps to the device's limit, and runs twice in any case.
    /// </remarks>
    public static IReadOnlyList<string> Errors(MeasurementPlan plan) =>
    [
        .. MeasurementPlanValidator.Validate(
            plan with { MemoryLimitBytes = null, MemoryRuns = Math.Max(2, plan.MemoryRuns) }, ArchitectureLimits.SequenceLength),
    ];

    private static int Or(int value, int fallback) => value > 0 ? value : fallback;

    private static TimeSpan Limited(TimeSpan limit, TimeSpan fallback)
    {
        if (limit <= TimeSpan.Zero)
        {
            return fallback;
        }

        return limit < MeasurementPlanValidator.LongestTimeLimit ? limit : MeasurementPlanValidator.LongestTimeLimit;
    }
}
