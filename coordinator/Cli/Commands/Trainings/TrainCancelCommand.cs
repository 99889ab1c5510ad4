using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train cancel</c>.</summary>
internal static class TrainCancelCommand
{
    /// <summary>The verb; prints the training as it is then.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("cancel", "Stop a training, with a checkpoint; the same `lts train` resumes it.") { TrainingOptions.Training };
        command.Examples = ["lts train cancel t-3f9a"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            TrainingOutput.Write(context, await connection.Trainings.CancelAsync(context.Get(TrainingOptions.Training), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
