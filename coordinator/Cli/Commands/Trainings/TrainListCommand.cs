using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train list</c>.</summary>
internal static class TrainListCommand
{
    public static Command Create()
    {
        var study = new Argument<string?>("study")
        {
            Description = "Only those of this study, by name or id.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => null,
        };
        var command = new RemoteVerb("list", "List trainings, oldest first.") { study };
        command.Examples = ["lts train list", "lts train list my-study --json"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var response = await connection.Trainings.ListTrainingsAsync(
                new ListTrainingsRequest { StudyId = context.Get(study) ?? "" }, connection.Soon(cancellationToken));
            if (context.Json)
            {
                context.WriteJson([.. response.Trainings.Select(TrainingJsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayTrainingJson);
            }
            else if (response.Trainings.Count == 0)
            {
                context.Note("Nothing was trained yet; `lts train STUDY` does.");
            }
            else
            {
                context.Results.Write(TrainingTable.Create(response.Trainings));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
