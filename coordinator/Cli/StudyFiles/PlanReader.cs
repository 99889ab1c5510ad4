using Lts.Contracts;
using Lts.Domain.Measurements;
using Lts.Hosting;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>plan</c>: how to measure.</summary>
internal static class PlanReader
{
    /// <summary>The plan; <see langword="null"/> where the file has none.</summary>
    /// <param name="parent">The mapping that has the field.</param>
    /// <param name="name">The field that errors name.</param>
    public static PlanChoices? Read(MappingReader parent, string name)
    {
        if (parent.Mapping(name) is not { } fields)
        {
            return null;
        }

        var plan = new PlanChoices
        {
            BatchSize = fields.Int("batch_size"),
            SequenceLength = fields.Int("sequence_length"),
            WarmupRuns = fields.Int("warmup_runs"),
            MinRounds = fields.Int("min_rounds"),
            MaxRounds = fields.Int("max_rounds"),
            RelativeMargin = fields.Number("relative_margin"),
            MemoryRuns = fields.Int("memory_runs"),
            PoolSeed = fields.Long("pool_seed"),
            TimeLimit = Either(fields, "time_limit", Quantity.DurationForm, Quantity.TryDurationMs, "time_limit_ms") is { } time
                ? WireTime.ReadMilliseconds(time) : null,
            MemoryLimitBytes = Either(fields, "memory_limit", Quantity.SizeForm, Quantity.TrySizeBytes, "memory_limit_bytes"),
        };
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
