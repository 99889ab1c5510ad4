using System.CommandLine;
using System.CommandLine.Parsing;
using Lts.Domain.Measurements;

namespace Lts.Agent.Commands;

/// <summary>The options that say how to measure one graph.</summary>
internal sealed class PlanOptions
{
    private const double MebibyteBytes = 1 << 20;
    private static readonly MeasurementPlan Defaults = new();

    private readonly Option<int> _batch = Number(
        "--batch", "Sequences per inference, where the graph leaves it open.", Defaults.BatchSize, 1);
    private readonly Option<int> _sequence = Number(
        "--sequence", "Tokens per sequence, where the graph leaves it open.", Defaults.SequenceLength, 1);
    private readonly Option<int> _minRounds = Number("--min-rounds", "Fewest rounds.", Defaults.MinRounds, 3);
    private readonly Option<int> _maxRounds = Number("--max-rounds", "Most rounds.", Defaults.MaxRounds, 3);
    private readonly Option<double> _margin = Number(
        "--margin", "Stop at an interval of ± this share of the latency.", Defaults.RelativeMargin, 1e-4);
    private readonly Option<double> _timeLimit = Number("--time-limit", "Limit in seconds.", Defaults.TimeLimit.TotalSeconds, 0.1);

    private readonly Option<double?> _memoryLimit = new("--memory-limit")
    {
        Description = "Limit of a measuring process in MiB. Default: 90 % of the device's memory.",
    };

    /// <summary>Adds the options to a verb.</summary>
    public static PlanOptions AddTo(Command command)
    {
        var options = new PlanOptions();
        options._memoryLimit.Validators.Add(result => RefuseBelow(result, result.GetValueOrDefault<double?>() ?? 1, 1));
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
            if (result.GetValue(options._minRounds) > result.GetValue(options._maxRounds))
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
        TimeLimit = TimeSpan.FromSeconds(arguments.GetValue(_timeLimit)),
        MemoryLimitBytes = arguments.GetValue(_memoryLimit) is { } mebibytes ? (long)(mebibytes * MebibyteBytes) : null,
    };

    private static Option<T> Number<T>(string name, string description, T fallback, double least)
        where T : struct, IConvertible
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result => RefuseBelow(
            result, result.GetValueOrDefault<T>().ToDouble(System.Globalization.CultureInfo.InvariantCulture), least));
        return option;
    }

    private static void RefuseBelow(OptionResult result, double value, double least)
    {
        if (!(value >= least && value <= int.MaxValue))
        {
            result.AddError(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{result.Option.Name} must be from {least} to {int.MaxValue}."));
        }
    }
}
