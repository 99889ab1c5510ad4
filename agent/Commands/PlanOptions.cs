using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lts.Domain.Measurements;
using Lts.Hosting.CommandLine;

namespace Lts.Agent.Commands;

/// <summary>The options that say how to measure one graph.</summary>
internal sealed class PlanOptions
{
    private const long MebibyteBytes = 1 << 20;
    private static readonly MeasurementPlan Defaults = new();

    private readonly Option<int> _batch = Number(
        "--batch-size", "--batch", "Sequences per inference, where the graph leaves it open.", Defaults.BatchSize, 1);
    private readonly Option<int> _sequence = Number(
        "--sequence-length", "--sequence", "Tokens per sequence, where the graph leaves it open.", Defaults.SequenceLength, 1);
    private readonly Option<int> _minRounds = Number("--min-rounds", null, "Fewest rounds.", Defaults.MinRounds, 3);
    private readonly Option<int> _maxRounds = Number("--max-rounds", null, "Most rounds.", Defaults.MaxRounds, 3);
    private readonly Option<double> _margin = Number(
        "--relative-margin", "--margin", "Stop at an interval of ± this share of the latency.", Defaults.RelativeMargin, 1e-4);

    private readonly Option<TimeSpan?> _timeLimit = new("--time-limit")
    {
        Description = "Limit of the measurement, for example 60s; a bare number is seconds. Default 2m.",
        HelpName = "time",
        CustomParser = result => QuantityParser.DurationMs(result, bareUnitMs: 1000, leastMs: 100) is { } milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null,
    };

    private readonly Option<long?> _memoryLimit = new("--memory-limit")
    {
        Description = "Limit of a measuring process, for example 2GiB; a bare number is MiB. Default: 90 % of the device's memory.",
        HelpName = "size",
        CustomParser = result => QuantityParser.SizeBytes(result, bareUnitBytes: MebibyteBytes, leastBytes: MebibyteBytes),
    };

    /// <summary>Adds the options to a verb.</summary>
    public static PlanOptions AddTo(Command command)
    {
        var options = new PlanOptions();
        foreach (var option in (Option[])
            [
                options._batch, options._sequence, options._minRounds, options._maxRounds, options._margin, options._timeLimit,
                options._memoryLimit,
            ])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(options._minRounds) is { } least && OptionValue.TryGet<int>(least, out var min)
                && result.GetResult(options._maxRounds) is { } most && OptionValue.TryGet<int>(most, out var max) && min > max)
            {
                result.AddError("--min-rounds must not be larger than --max-rounds.");
            }
        });
        return options;
    }

    /// <summary>The plan that the options describe.</summary>
    public MeasurementPlan Plan(ParseResult arguments) => new()
    {
        BatchSize = arguments.GetValue(_batch),
        SequenceLength = arguments.GetValue(_sequence),
        MinRounds = arguments.GetValue(_minRounds),
        MaxRounds = arguments.GetValue(_maxRounds),
        RelativeMargin = arguments.GetValue(_margin),
        TimeLimit = arguments.GetValue(_timeLimit) ?? Defaults.TimeLimit,
        MemoryLimitBytes = arguments.GetValue(_memoryLimit),
    };

    private static Option<T> Number<T>(string name, string? formerName, string description, T fallback, double least)
        where T : struct, IConvertible
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => fallback };
        if (formerName is not null)
        {
            option.Aliases.Add(formerName);
        }

        option.Validators.Add(result =>
        {
            if (OptionValue.TryGet<T>(result, out var value))
            {
                RefuseBelow(result, value.ToDouble(CultureInfo.InvariantCulture), least);
            }
        });
        return option;
    }

    private static void RefuseBelow(OptionResult result, double value, double least)
    {
        if (!(value >= least && value <= int.MaxValue))
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"{result.Option.Name} must be from {least} to {int.MaxValue}."));
        }
    }
}
