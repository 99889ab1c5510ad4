using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Commands.Display;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train watch</c>.</summary>
internal static class TrainWatchCommand
{
    /// <summary>The verb; its exit code says whether all of them completed.</summary>
    public static Command Create()
    {
        var ids = new Argument<string[]>("training")
        {
            Description = "Ids of trainings, or their beginnings; none for all that have not ended.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };
        var command = new RemoteVerb("watch", "Follow trainings until they have ended. Ctrl-C stops watching, not the trainings.") { ids };
        command.Examples = ["lts train watch", "lts train watch t-3f9a"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var trainings = await FindAsync(connection, context.Get(ids), cancellationToken);
            if (trainings.Count == 0)
            {
                context.Note("Nothing is being trained. `lts train list` shows what was.");
                return ExitCode.Success;
            }

            return await new TrainingFollower(context, connection).FollowAsync(trainings, cancellationToken);
        });
        return command;
    }

    private static async Task<List<Training>> FindAsync(CoordinatorConnection connection, string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return [.. (await connection.Trainings.ListAsync("", cancellationToken)).Where(training => !training.HasEnded)];
        }

        var trainings = new List<Training>();
        foreach (var id in ids)
        {
            trainings.Add(await connection.Trainings.GetAsync(id, cancellationToken));
        }

        return [.. trainings.DistinctBy(training => training.Id)];
    }
}
