using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Measurement plans on the wire, where 0 means the default.</summary>
internal static class PlanMapping
{
    /// <summary>From the wire, with defaults filled in; not validated.</summary>
    /// <param name="message">The plan; <see langword="null"/> for all defaults.</param>
    /// <param name="maxSequenceLength">The default sequence is not longer than this, in tokens.</param>
    public static MeasurementPlan Read(Proto.MeasurementPlan? message, int maxSequenceLength)
    {
        var standard = new MeasurementPlan();
        message ??= new Proto.MeasurementPlan();
        int minRounds = Or(message.MinRounds, standard.MinRounds);
        return new MeasurementPlan
        {
            BatchSize = Or(message.BatchSize, standard.BatchSize),
            SequenceLength = Or(message.SequenceLength, Math.Min(standard.SequenceLength, Math.Max(1, maxSequenceLength))),
            WarmupRuns = Or(message.WarmupRuns, standard.WarmupRuns),
            MinRounds = minRounds,
            MaxRounds = Or(message.MaxRounds, Math.Max(minRounds, standard.MaxRounds)),
            RelativeMargin = message.RelativeMargin == 0 ? standard.RelativeMargin : message.RelativeMargin,
            TimeLimit = message.TimeLimitMs == 0 ? standard.TimeLimit : ToTimeSpan(message.TimeLimitMs),
            MemoryLimitBytes = message.MemoryLimitBytes == 0 ? null : message.MemoryLimitBytes,
            MemoryRuns = Or(message.MemoryRuns, standard.MemoryRuns),
            PoolSeed = message.PoolSeed == 0 ? standard.PoolSeed : message.PoolSeed,
        };
    }

    /// <summary>To the wire.</summary>
    public static Proto.MeasurementPlan Write(MeasurementPlan plan) => new()
    {
        BatchSize = plan.BatchSize,
        SequenceLength = plan.SequenceLength,
        WarmupRuns = plan.WarmupRuns,
        MinRounds = plan.MinRounds,
        MaxRounds = plan.MaxRounds,
        RelativeMargin = plan.RelativeMargin,
        TimeLimitMs = (long)plan.TimeLimit.TotalMilliseconds,
        MemoryLimitBytes = plan.MemoryLimitBytes ?? 0,
        MemoryRuns = plan.MemoryRuns,
        PoolSeed = plan.PoolSeed,
    };

    private static int Or(int value, int standard) => value == 0 ? standard : value;

    /// <summary>Any number of milliseconds, also one that only the validator will refuse.</summary>
    private static TimeSpan ToTimeSpan(long milliseconds) =>
        Math.Abs((double)milliseconds) > TimeSpan.MaxValue.TotalMilliseconds / 2
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(milliseconds);
}
