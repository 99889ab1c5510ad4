using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study resume</c>.</summary>
internal static class StudyResumeCommand
{
    /// <summary>The verb; prints the study as it is then.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("resume", "Resume a cancelled or failed study where it stopped.")
        {
            CommonOptions.Study,
        };
        command.Examples = ["lts study resume my-study"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            StudyOutput.Write(context, await connection.Studies.ResumeAsync(context.Get(CommonOptions.Study), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
