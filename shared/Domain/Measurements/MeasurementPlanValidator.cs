namespace Lts.Domain.Measurements;

/// <summary>Says what is wrong with a measurement plan, by the field names of study files.</summary>
public static class MeasurementPlanValidator
{
    private const int LargestBatch = 1024;
    private const int MostRounds = 100_000;
    private const long SmallestMemoryLimit = 16 << 20;

    /// <summary>The longest time limit of a measurement.</summary>
    public static readonly TimeSpan LongestTimeLimit = TimeSpan.FromDays(1);

    /// <summary>Every error.</summary>
    /// <param name="plan">What is to be measured, with every default filled in.</param>
    /// <param name="maxSequenceLength">The longest sequence that every architecture of the study takes, in tokens.</param>
    public static IEnumerable<string> Validate(MeasurementPlan plan, int maxSequenceLength)
    {
        if (plan.BatchSize is < 1 or > LargestBatch)
        {
            yield return $"plan.batch_size must be from 1 to {LargestBatch}, not {plan.BatchSize}.";
        }

        if (plan.SequenceLength < 1 || plan.SequenceLength > maxSequenceLength)
        {
            yield return
                $"plan.sequence_length must be from 1 to the study's max_sequence_length {maxSequenceLength}, not {plan.SequenceLength}.";
        }

        if (plan.WarmupRuns is < 0 or > MostRounds)
        {
            yield return $"plan.warmup_runs must be from 0 to {MostRounds}, not {plan.WarmupRuns}.";
        }

        if (plan.MinRounds is < 1 or > MostRounds)
        {
            yield return $"plan.min_rounds must be from 1 to {MostRounds}, not {plan.MinRounds}.";
        }

        if (plan.MaxRounds < plan.MinRounds || plan.MaxRounds > MostRounds)
        {
            yield return $"plan.max_rounds must be from min_rounds {plan.MinRounds} to {MostRounds}, not {plan.MaxRounds}.";
        }

        if (!(plan.RelativeMargin is > 0 and < 1))
        {
            yield return $"plan.relative_margin must be more than 0 and less than 1, not {plan.RelativeMargin}.";
        }

        if (plan.TimeLimit <= TimeSpan.Zero || plan.TimeLimit > LongestTimeLimit)
        {
            yield return
                $"plan.time_limit_ms must be from 1 to {LongestTimeLimit.TotalMilliseconds}, not {plan.TimeLimit.TotalMilliseconds}.";
        }

        if (plan.MemoryLimitBytes < SmallestMemoryLimit)
        {
            yield return
                $"plan.memory_limit_bytes must be at least {SmallestMemoryLimit}, not {plan.MemoryLimitBytes}; leave it out for the default.";
        }

        if (plan.MemoryRuns is < 2 or > MostRounds)
        {
            yield return $"plan.memory_runs must be from 2 to {MostRounds}, not {plan.MemoryRuns}.";
        }
    }
}
