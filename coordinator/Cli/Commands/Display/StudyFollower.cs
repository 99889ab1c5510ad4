using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Hosting.Terminals;
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
    public async Task<StudySnapshot> FollowAsync(CoordinatorConnection connection, string studyId, CancellationToken cancellationToken)
    {
        var updates = connection.Studies.WatchAsync(studyId, context.Time, context.Note, cancellationToken);
        if (json)
        {
            return await WriteJsonAsync(updates);
        }

        return Terminal.IsLive(context.Progress) ? await PaintAsync(updates) : await WriteLinesAsync(updates);
    }

    /// <summary>Follows a study that goes on when nobody watches, and says so when the user stops.</summary>
    /// <returns>The study as it ended.</returns>
    public async Task<StudySnapshot> WatchAsync(CoordinatorConnection connection, string study, CancellationToken cancellationToken)
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
    public static int Conclude(CommandContext context, StudySnapshot study)
    {
        switch (study.State)
        {
            case StudyState.Completed:
                return ExitCode.Success;
            case StudyState.Failed:
                context.Note($"Study {study.Spec.Name} failed: {study.FailureMessage}");
                return ExitCode.Incomplete;
            default:
                context.Note($"Study {study.Spec.Name} is {WireNames.Of(study.State)}.");
                return ExitCode.Incomplete;
        }
    }

    private Task<StudySnapshot> WriteJsonAsync(IAsyncEnumerable<StudyUpdate> updates) => LastAsync(
        updates, update => context.WriteJson(JsonMapping.ToJson(update), LtsJsonContext.Default.StudyUpdateJson));

    private Task<StudySnapshot> WriteLinesAsync(IAsyncEnumerable<StudyUpdate> updates)
    {
        var lines = new ProgressLines(context.Time, LineInterval);
        return LastAsync(updates, update =>
        {
            foreach (var line in lines.For(update.Study))
            {
                context.Note(line);
            }
        });
    }

    private Task<StudySnapshot> PaintAsync(IAsyncEnumerable<StudyUpdate> updates) => context.Progress.Live(new Text(""))
        .StartAsync(live => LastAsync(updates, update => live.UpdateTarget(StudyProgress.Picture(update.Study))));

    /// <summary>Shows every update.</summary>
    /// <returns>The study of the last; there is one, for watching begins with the study as it is.</returns>
    private static async Task<StudySnapshot> LastAsync(IAsyncEnumerable<StudyUpdate> updates, Action<StudyUpdate> show)
    {
        StudySnapshot? study = null;
        await foreach (var update in updates)
        {
            study = update.Study;
            show(update);
        }

        return study ?? throw new UserErrorException("The coordinator said nothing about the study.", ExitCode.Failure);
    }
}
