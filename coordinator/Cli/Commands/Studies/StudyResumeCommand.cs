using System.CommandLine;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study resume</c>.</summary>
internal static class StudyResumeCommand
{
    public static Command Create()
    {
        var command = new RemoteVerb("resume", "Take up a cancelled or failed study where it stopped.")
        {
            CommonOptions.Study,
        };
        command.Examples = ["lts study resume my-study"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var request = new ResumeStudyRequest { StudyId = context.Get(CommonOptions.Study) };
            StudyOutput.Write(context, await connection.Studies.ResumeStudyAsync(request, connection.Soon(cancellationToken)));
            return ExitCode.Success;
        });
        return command;
    }
}
