using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Measurement plans on the wire, where what is absent has its default.</summary>
public static class PlanMapping
{
    /// <summary>From the wire, with defaults filled in; not validated.</summary>
    /// <param name="message">The plan; <see langword="null"/> for all defaults.</param>
    /// <param name="maxSequenceLength">The default sequence is not longer than this, in tokens.</param>
    public static MeasurementPlan Read(Proto.MeasurementPlan? message, int maxSequenceLength)
    {
        var standard = new MeasurementPlan();
        message ??= new Proto.MeasurementPlan();
        int minRounds = message.HasMinRounds ? message.MinRounds : standard.MinRounds;
        return new MeasurementPlan
        {
            BatchSize = message.HasBatchSize ? message.BatchSize : standard.BatchSize,
            SequenceLength = message.HasSequenceLength
                ? message.SequenceLength : Math.Min(standard.SequenceLength, Math.Max(1, maxSequenceLength)),
            WarmupRuns = message.HasWarmupRuns ? message.WarmupRuns : standard.WarmupRuns,
            MinRounds = minRounds,
            MaxRounds = message.HasMaxRounds ? message.MaxRounds : Math.Max(minRounds, standard.MaxRounds),
            RelativeMargin = message.HasRelativeMargin ? message.RelativeMargin : standard.RelativeMargin,
            TimeLimit = message.HasTimeLimitMs ? WireTime.ReadMilliseconds(message.TimeLimitMs) : standard.TimeLimit,
            MemoryLimitBytes = message.HasMemoryLimitBytes ? message.MemoryLimitBytes : null,
            MemoryRuns = message.HasMemoryRuns ? message.MemoryRuns : standard.MemoryRuns,
            PoolSeed = message.HasPoolSeed ? message.PoolSeed : standard.PoolSeed,
        };
    }

    /// <summary>To the wire.</summary>
    public static Proto.MeasurementPlan ToProto(MeasurementPlan plan)
    {
        var message = new Proto.MeasurementPlan
        {
            BatchSize = plan.BatchSize,
            SequenceLength = plan.SequenceLength,
            WarmupRuns = plan.WarmupRuns,
            MinRounds = plan.MinRounds,
            MaxRounds = plan.MaxRounds,
            RelativeMargin = plan.RelativeMargin,
            TimeLimitMs = WireTime.ToMilliseconds(plan.TimeLimit),
            MemoryRuns = plan.MemoryRuns,
            PoolSeed = plan.PoolSeed,
        };
        if (plan.MemoryLimitBytes is { } limit)
        {
            message.MemoryLimitBytes = limit;
        }

        return message;
    }
}
