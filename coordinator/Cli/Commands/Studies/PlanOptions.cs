using System.CommandLine;
using Lts.Domain.Measurements;
using Lts.Hosting.CommandLine;

namespace Lts.Cli.Commands.Studies;

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
        CustomParser = result => QuantityParser.DurationMs(result),
    };

    private readonly Option<long?> _memoryLimit = new("--memory-limit")
    {
        Description = "Limit of one measuring process, for example 2GiB. Default 90 % of the device's memory.",
        HelpName = "size",
        CustomParser = result => QuantityParser.SizeBytes(result),
    };

    private readonly Option<int?> _memoryRuns = new("--memory-runs") { Description = "Inferences in the memory process. Default 3." };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb, whose help then lists them.</param>
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

    /// <summary>A plan changed to what the command line says.</summary>
    public PlanChoices Apply(CommandContext context, PlanChoices plan) => plan with
    {
        BatchSize = context.Get(_batchSize) ?? plan.BatchSize,
        SequenceLength = context.Get(_sequenceLength) ?? plan.SequenceLength,
        WarmupRuns = context.Get(_warmupRuns) ?? plan.WarmupRuns,
        MinRounds = context.Get(_minRounds) ?? plan.MinRounds,
        MaxRounds = context.Get(_maxRounds) ?? plan.MaxRounds,
        RelativeMargin = context.Get(_margin) ?? plan.RelativeMargin,
        TimeLimit = context.Get(_timeLimit) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : plan.TimeLimit,
        MemoryLimitBytes = context.Get(_memoryLimit) ?? plan.MemoryLimitBytes,
        MemoryRuns = context.Get(_memoryRuns) ?? plan.MemoryRuns,
    };
}
