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
        message ??= new Proto.MeasurementPlan();
        return new PlanChoices
        {
            BatchSize = message.HasBatchSize ? message.BatchSize : null,
            SequenceLength = message.HasSequenceLength ? message.SequenceLength : null,
            WarmupRuns = message.HasWarmupRuns ? message.WarmupRuns : null,
            MinRounds = message.HasMinRounds ? message.MinRounds : null,
            MaxRounds = message.HasMaxRounds ? message.MaxRounds : null,
            RelativeMargin = message.HasRelativeMargin ? message.RelativeMargin : null,
            TimeLimit = message.HasTimeLimitMs ? WireTime.ReadMilliseconds(message.TimeLimitMs) : null,
            MemoryLimitBytes = message.HasMemoryLimitBytes ? message.MemoryLimitBytes : null,
            MemoryRuns = message.HasMemoryRuns ? message.MemoryRuns : null,
            PoolSeed = message.HasPoolSeed ? message.PoolSeed : null,
        }.Complete(maxSequenceLength);
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
