using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>plan</c>: how to measure.</summary>
internal static class PlanReader
{
    public static MeasurementPlan? Read(MappingReader parent, string name)
    {
        if (parent.Mapping(name) is not { } fields)
        {
            return null;
        }

        var plan = new MeasurementPlan();
        fields.Int("batch_size", value => plan.BatchSize = value);
        fields.Int("sequence_length", value => plan.SequenceLength = value);
        fields.Int("warmup_runs", value => plan.WarmupRuns = value);
        fields.Int("min_rounds", value => plan.MinRounds = value);
        fields.Int("max_rounds", value => plan.MaxRounds = value);
        fields.Number("relative_margin", value => plan.RelativeMargin = value);
        fields.Int("memory_runs", value => plan.MemoryRuns = value);
        fields.Long("pool_seed", value => plan.PoolSeed = value);
        if (Either(fields, "time_limit", Quantity.DurationForm, Quantity.TryDurationMs, "time_limit_ms") is { } time)
        {
            plan.TimeLimitMs = time;
        }

        if (Either(fields, "memory_limit", Quantity.SizeForm, Quantity.TrySizeBytes, "memory_limit_bytes") is { } memory)
        {
            plan.MemoryLimitBytes = memory;
        }

        fields.Finish();
        return plan;
    }

    private delegate bool TryRead(string text, out long value);

    /// <summary>A quantity with its unit, or the plain number that the contract has; not both.</summary>
    private static long? Either(MappingReader fields, string name, string form, TryRead read, string plainName)
    {
        var quantity = fields.Scalar(name, form, s => read(s.Text, out var value) ? value : (long?)null);
        var plain = fields.Long(plainName);
        if (fields.Node(name) is not null && fields.Node(plainName) is { } second)
        {
            fields.Errors.Add(second.Line, $"{fields.PathOf(name)} and {fields.PathOf(plainName)} say the same; keep one.");
        }

        return quantity ?? plain;
    }
}
