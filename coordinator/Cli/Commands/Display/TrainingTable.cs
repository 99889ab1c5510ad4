using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Trainings;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Trainings as tables.</summary>
internal static class TrainingTable
{
    /// <summary>What a narrow terminal loses first has the highest rank; the id and the state stay.</summary>
    private static readonly (string Header, int Rank, bool MayShorten)[] Columns =
    [
        ("id", 0, false), ("study", 3, true), ("architecture", 2, true), ("state", 0, false), ("step", 1, false), ("loss", 4, false),
        ("perplexity", 0, false), ("bits per byte", 5, false), ("created", 6, false),
    ];

    /// <summary>Trainings, one a row.</summary>
    /// <param name="trainings">In the order of the rows.</param>
    /// <param name="width">Columns of the terminal; <see langword="null"/> for output that is not one, which keeps everything.</param>
    public static Table Create(IEnumerable<Training> trainings, int? width = null) =>
        FittingTable.Create(Columns, [.. trainings.Select(Row)], width);

    /// <summary>Everything about one.</summary>
    public static Table CreateFacts(Training training)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumns("", "");
        foreach (var (name, value) in Facts(training).Where(fact => fact.Value.Length > 0))
        {
            table.AddRow(new Text(name), new Text(value));
        }

        return table;
    }

    private static string[] Row(Training training)
    {
        var (progress, result) = (training.Progress, training.Result);
        return
        [
            training.Id, training.StudyName, training.ArchitectureId, WireNames.Of(training.State),
            result is not null ? StudyProgress.Of(result.Steps, result.Steps) : progress is null ? "" : StudyProgress.Of(progress.Step, progress.Steps),
            result is not null ? TrainingProgressText.Loss(result.TrainLoss) : progress is null ? "" : TrainingProgressText.Loss(progress.TrainLoss),
            result is null ? "" : TrainingProgressText.Perplexity(result.ValidationPerplexity),
            result is null ? "" : result.BitsPerByte.ToString("0.000", CultureInfo.InvariantCulture), Units.Time(training.CreateTime),
        ];
    }

    private static IEnumerable<(string Name, string Value)> Facts(Training training)
    {
        yield return ("training", training.Id);
        yield return ("study", training.StudyName);
        yield return ("architecture", training.ArchitectureId);
        yield return ("trainer", training.Trainer);
        yield return ("state", WireNames.Of(training.State));
        yield return ("failure", training.FailureMessage);
        yield return ("trouble", training.Trouble);
        yield return ("progress", Progress(training));
        if (training.Result is { } result)
        {
            yield return ("parameters", $"{Units.Count(result.DecoderParameters)} decoder, {Units.Count(result.TotalParameters)} in all");
            yield return ("held-out text", $"perplexity {TrainingProgressText.Perplexity(result.ValidationPerplexity)} per token, "
                + $"{TrainingProgressText.Perplexity(result.WordPerplexity)} per word, {TrainingProgressText.Loss(result.BitsPerByte)} bits per byte");
            yield return ("learnt from", $"{Units.Count(result.Tokens)} tokens in {Units.Duration(TimeSpan.FromSeconds(result.TrainingSeconds))}");
        }

        foreach (var file in training.Files)
        {
            yield return ("file", $"{file.Name}, {Units.Size(file.SizeBytes)}");
        }
    }

    /// <summary>Of a running one its line; of one that stopped early how far it came, which the coordinator forgets when it is restarted.</summary>
    private static string Progress(Training training) => training switch
    {
        { State: TrainingState.Running, Progress: { } line } => TrainingProgressText.Of(line),
        { State: TrainingState.Cancelled or TrainingState.Failed, Progress: { } line } =>
            $"stopped at step {StudyProgress.Of(line.Step, line.Steps)}, loss {TrainingProgressText.Loss(line.TrainLoss)}",
        { State: TrainingState.Cancelled or TrainingState.Failed } => "none known: it may never have started, or the coordinator has been restarted since",
        _ => "",
    };
}
