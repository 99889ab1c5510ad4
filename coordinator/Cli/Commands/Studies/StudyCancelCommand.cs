using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study cancel</c>.</summary>
internal static class StudyCancelCommand
{
    /// <summary>The verb; prints the study as it is then.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("cancel", "Stop a study; what it has measured stays, and it can be resumed.")
        {
            CommonOptions.Study,
        };
        command.Examples = ["lts study cancel my-study"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            StudyOutput.Write(context, await connection.Studies.CancelAsync(context.Get(CommonOptions.Study), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
