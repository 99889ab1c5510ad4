using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train list</c>.</summary>
internal static class TrainListCommand
{
    /// <summary>The verb; oldest first.</summary>
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
            var trainings = await connection.Trainings.ListAsync(context.Get(study) ?? "", cancellationToken);
            if (context.Json)
            {
                context.WriteJson([.. trainings.Select(TrainingJsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayTrainingJson);
            }
            else if (trainings.IsEmpty)
            {
                context.Note("Nothing has been trained yet; `lts train STUDY` trains what a study found.");
            }
            else
            {
                context.Results.Write(TrainingTable.Create(trainings, FittingTable.WidthOf(context.Results)));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
