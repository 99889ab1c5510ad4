using System.CommandLine;
using Lts.Cli.Commands.Display;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study watch</c>.</summary>
internal static class StudyWatchCommand
{
    /// <summary>The verb; its exit code says how the study ended.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("watch", "Follow a study until it has ended. Ctrl-C stops watching, not the study.")
        {
            CommonOptions.Study,
        };
        command.Examples = ["lts study watch my-study"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var now = await connection.Studies.GetAsync(context.Get(CommonOptions.Study), cancellationToken);
            await WaitingTargets.NoteAsync(context, connection, now, cancellationToken);
            var follower = new StudyFollower(context, context.Json);
            var study = await follower.WatchAsync(connection, context.Get(CommonOptions.Study), cancellationToken);
            if (!context.Json)
            {
                StudyOutput.Write(context, study);
            }

            return StudyFollower.Conclude(context, study);
        });
        return command;
    }
}
