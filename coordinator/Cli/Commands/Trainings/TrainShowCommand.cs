using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train show</c>.</summary>
internal static class TrainShowCommand
{
    /// <summary>The verb; also shows a training that failed, with the reason.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("show", "Show a training and what came of it.") { TrainingOptions.Training };
        command.Examples = ["lts train show t-3f9a"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            TrainingOutput.Write(context, await connection.Trainings.GetAsync(context.Get(TrainingOptions.Training), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
