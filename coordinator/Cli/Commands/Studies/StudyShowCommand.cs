using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study show</c>.</summary>
internal static class StudyShowCommand
{
    /// <summary>The verb; also shows a study that failed, with the reason.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("show", "Show a study and its targets.")
        {
            CommonOptions.Study,
        };
        command.Examples = ["lts study show my-study --json"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            StudyOutput.Write(context, await connection.Studies.GetAsync(context.Get(CommonOptions.Study), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
