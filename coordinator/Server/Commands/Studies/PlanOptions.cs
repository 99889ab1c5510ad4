using System.CommandLine;
using System.CommandLine.Parsing;
using Lts.Coordinator.StudyFiles;
using Lts.Protos.V1;

namespace Lts.Coordinator.Commands.Studies;

/// <summary>Options that say how to measure. What is not given keeps its value.</summary>
internal sealed class PlanOptions
{
    private readonly Option<int?> _batchSize = new("--batch-size") { Description = "Sequences per inference. Default 1." };
    private readonly Option<int?> _sequenceLength = new("--sequence-length") { Description = "Tokens per sequence. Default 192." };
    private readonly Option<int?> _warmupRuns = new("--warmup-runs") { Description = "Inferences before the first round. Default 3." };
    private readonly Option<int?> _minRounds = new("--min-rounds") { Description = "Fewest rounds (candidate, reference). Default 10." };
    private readonly Option<int?> _maxRounds = new("--max-rounds") { Description = "Most rounds. Default 200." };

    private readonly Option<double?> _margin = new("--relative-margin")
    {
        Description = "Stop when the interval of the latency is within ± this share of it. Default 0.02.",
    };

    private readonly Option<long?> _timeLimit = new("--time-limit")
    {
        Description = "Limit of one measurement, for example 60s. Default 2m.",
        HelpName = "time",
        CustomParser = result => Parse(result, Quantity.TryDurationMs, Quantity.DurationForm),
    };

    private readonly Option<long?> _memoryLimit = new("--memory-limit")
    {
        Description = "Limit of one measuring process, for example 2GiB. Default 90 % of the device's memory.",
        HelpName = "size",
        CustomParser = result => Parse(result, Quantity.TrySizeBytes, Quantity.SizeForm),
    };

    private readonly Option<int?> _memoryRuns = new("--memory-runs") { Description = "Inferences in the memory process. Default 3." };

    public PlanOptions(Command command)
    {
        command.Add(_batchSize);
        command.Add(_sequenceLength);
        command.Add(_warmupRuns);
        command.Add(_minRounds);
        command.Add(_maxRounds);
        command.Add(_margin);
        command.Add(_timeLimit);
        command.Add(_memoryLimit);
        command.Add(_memoryRuns);
    }

    private delegate bool TryRead(string text, out long value);

    /// <summary>Changes a plan to what the command line says.</summary>
    public void Apply(CommandContext context, MeasurementPlan plan)
    {
        plan.BatchSize = context.Get(_batchSize) ?? plan.BatchSize;
        plan.SequenceLength = context.Get(_sequenceLength) ?? plan.SequenceLength;
        plan.WarmupRuns = context.Get(_warmupRuns) ?? plan.WarmupRuns;
        plan.MinRounds = context.Get(_minRounds) ?? plan.MinRounds;
        plan.MaxRounds = context.Get(_maxRounds) ?? plan.MaxRounds;
        plan.RelativeMargin = context.Get(_margin) ?? plan.RelativeMargin;
        plan.TimeLimitMs = context.Get(_timeLimit) ?? plan.TimeLimitMs;
        plan.MemoryLimitBytes = context.Get(_memoryLimit) ?? plan.MemoryLimitBytes;
        plan.MemoryRuns = context.Get(_memoryRuns) ?? plan.MemoryRuns;
    }

    private static long? Parse(ArgumentResult result, TryRead read, string form)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (read(text, out var value))
        {
            return value;
        }

        result.AddError($"'{text}' is not {form}.");
        return null;
    }
}
