using System.CommandLine;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study show</c>.</summary>
internal static class StudyShowCommand
{
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
            var request = new GetStudyRequest { StudyId = context.Get(CommonOptions.Study) };
            StudyOutput.Write(context, await connection.Studies.GetStudyAsync(request, connection.Soon(cancellationToken)));
            return ExitCode.Success;
        });
        return command;
    }
}
