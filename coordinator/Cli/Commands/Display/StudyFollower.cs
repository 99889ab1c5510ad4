using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Hosting;
using Lts.Hosting.Terminals;
using Lts.Protos.V1;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Shows a study until it has ended: a live picture in a terminal, lines in a log, or JSON lines.</summary>
/// <param name="context">Where to show it.</param>
/// <param name="json">Whether every update goes to standard output as a line of JSON.</param>
internal sealed class StudyFollower(CommandContext context, bool json)
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Follows a study.</summary>
    /// <returns>The study as it ended.</returns>
    public async Task<Study> FollowAsync(CoordinatorConnection connection, string studyId, CancellationToken cancellationToken)
    {
        var watcher = new StudyWatcher(connection, context.Time, context.Note);
        var updates = watcher.WatchAsync(studyId, cancellationToken);
        if (json)
        {
            return await WriteJsonAsync(updates);
        }

        return Terminal.IsLive(context.Progress) ? await PaintAsync(updates) : await WriteLinesAsync(updates);
    }

    /// <summary>Follows a study that goes on when nobody watches, and says so when the user stops.</summary>
    /// <returns>The study as it ended.</returns>
    public async Task<Study> WatchAsync(CoordinatorConnection connection, string study, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(connection, study, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            context.Note($"The study goes on: `lts study watch {study}` shows it again, `lts study cancel {study}` ends it.");
            throw;
        }
    }

    /// <summary>Says how a study ended, and what that means for the exit code.</summary>
    public static int Conclude(CommandContext context, Study study)
    {
        switch (study.State)
        {
            case StudyState.Completed:
                return ExitCode.Success;
            case StudyState.Failed:
                context.Note($"Study {study.Name} failed: {study.FailureMessage}");
                return ExitCode.Incomplete;
            default:
                context.Note($"Study {study.Name} is {WireNames.Of(study.State)}.");
                return ExitCode.Incomplete;
        }
    }

    private async Task<Study> WriteJsonAsync(IAsyncEnumerable<StudyUpdate> updates)
    {
        var study = new Study();
        await foreach (var update in updates)
        {
            study = update.Study;
            context.WriteJson(JsonMapping.ToJson(update), LtsJsonContext.Default.StudyUpdateJson);
        }

        return study;
    }

    private async Task<Study> WriteLinesAsync(IAsyncEnumerable<StudyUpdate> updates)
    {
        var lines = new ProgressLines(context.Time, LineInterval);
        var study = new Study();
        await foreach (var update in updates)
        {
            study = update.Study;
            foreach (var line in lines.For(study))
            {
                context.Note(line);
            }
        }

        return study;
    }

    private Task<Study> PaintAsync(IAsyncEnumerable<StudyUpdate> updates) =>
        context.Progress.Live(new Text("")).StartAsync(async live =>
        {
            var study = new Study();
            await foreach (var update in updates)
            {
                study = update.Study;
                live.UpdateTarget(StudyProgress.Picture(study));
            }

            return study;
        });
}
