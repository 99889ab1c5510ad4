using System.Threading.Channels;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Hosting.Terminals;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Shows trainings until they have ended: a live picture in a terminal, lines in a log, or JSON lines.</summary>
/// <param name="context">Where to show them.</param>
/// <param name="connection">To the coordinator that follows them.</param>
internal sealed class TrainingFollower(CommandContext context, CoordinatorConnection connection)
{
    private const int BarWidth = 24;
    private const int MostUpdatesWaiting = 256;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    private static readonly TrainingProgress NoProgress = new(0, 0, 0, 0, 0, 0, 0, 0, null, null, null);

    /// <summary>Follows trainings to their end. Ctrl-C stops following, and says that they go on.</summary>
    /// <returns>The exit code: success if all are complete.</returns>
    public async Task<int> FollowAsync(IReadOnlyList<Training> trainings, CancellationToken cancellationToken)
    {
        var now = trainings.ToDictionary(t => t.Id);
        try
        {
            await ShowAsync(now, UpdatesAsync(now.Keys, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            context.Note("The trainings go on: `lts train watch` shows them again, `lts train cancel ID` ends one.");
            throw;
        }

        if (!context.Json)
        {
            context.Results.Write(TrainingTable.Create(trainings.Select(t => now[t.Id]), FittingTable.WidthOf(context.Results)));
        }

        foreach (var failed in now.Values.Where(t => t.State == TrainingState.Failed))
        {
            context.Note($"{failed.Id} failed: {failed.FailureMessage}");
        }

        return now.Values.All(t => t.State == TrainingState.Completed) ? ExitCode.Success : ExitCode.Incomplete;
    }

    /// <summary>What comes of all of them, in the order in which it comes.</summary>
    private IAsyncEnumerable<Training> UpdatesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var updates = Channel.CreateBounded<Training>(MostUpdatesWaiting);
        var watching = ids.Select(WatchAsync).ToList();
        _ = Task.WhenAll(watching).ContinueWith(_ => updates.Writer.TryComplete(), TaskScheduler.Default);
        return updates.Reader.ReadAllAsync(cancellationToken);

        async Task WatchAsync(string id)
        {
            try
            {
                await foreach (var training in connection.Trainings.WatchAsync(id, context.Time, context.Note, cancellationToken))
                {
                    await updates.Writer.WriteAsync(training, cancellationToken);
                }
            }
            catch (Exception e)
            {
                updates.Writer.TryComplete(e); // the first fault ends the picture of all
            }
        }
    }

    private async Task ShowAsync(Dictionary<string, Training> now, IAsyncEnumerable<Training> updates)
    {
        if (!context.Json && Terminal.IsLive(context.Progress))
        {
            await context.Progress.Live(Picture(now.Values)).StartAsync(async live =>
            {
                await foreach (var training in updates)
                {
                    now[training.Id] = training;
                    live.UpdateTarget(Picture(now.Values));
                }
            });
            return;
        }

        var lines = new Dictionary<string, (TrainingState State, string Line, long Timestamp)>();
        await foreach (var training in updates)
        {
            now[training.Id] = training;
            if (context.Json)
            {
                context.WriteJson(TrainingJsonMapping.ToJson(training), LtsJsonContext.Default.TrainingJson);
            }
            else
            {
                WriteLine(lines, training);
            }
        }
    }

    /// <summary>Every change of state and every evaluation at once, everything else now and then.</summary>
    private void WriteLine(Dictionary<string, (TrainingState State, string Line, long Timestamp)> lines, Training training)
    {
        var line = TrainingProgressText.Line(training);
        var known = lines.TryGetValue(training.Id, out var last);
        var special = !known || last.State != training.State || training.Progress is { ValidationLoss: not null };
        if ((special && line != last.Line) || (line != last.Line && context.Time.GetElapsedTime(last.Timestamp) >= LineInterval))
        {
            lines[training.Id] = (training.State, line, context.Time.GetTimestamp());
            context.Note(line);
        }
    }

    private static Table Picture(IEnumerable<Training> trainings)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("[bold]training[/]", "", "step", "loss", "perplexity", "tokens/s", "time left");
        foreach (var training in trainings)
        {
            var line = training.Progress ?? NoProgress;
            var share = training.State == TrainingState.Completed ? 1 : line.Steps > 0 ? (double)line.Step / line.Steps : 0;
            var filled = (int)Math.Round(share * BarWidth);
            var isRunning = training is { State: TrainingState.Running, Trouble.Length: 0 } && line.Step > 0;
            table.AddRow(
                new Text(training.Id),
                new Markup($"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]"),
                new Text(line.Steps > 0 ? StudyProgress.Of(line.Step, line.Steps) : ""),
                new Text(line.Step > 0 ? TrainingProgressText.Loss(line.TrainLoss) : ""),
                new Text(training.Result is { } result ? TrainingProgressText.Perplexity(result.ValidationPerplexity) : Last(line)),
                new Text(isRunning ? Units.Count((long)line.TokensPerSecond) : ""),
                new Text(isRunning ? TrainingProgressText.TimeLeft(line) : training.Trouble is { Length: > 0 } why ? why : WireNames.Of(training.State)));
        }

        return table;
    }

    private static string Last(TrainingProgress line) => line.ValidationPerplexity is { } perplexity ? TrainingProgressText.Perplexity(perplexity) : "";
}
