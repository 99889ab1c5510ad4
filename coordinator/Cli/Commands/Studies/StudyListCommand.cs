using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study list</c>.</summary>
internal static class StudyListCommand
{
    public static Command Create()
    {
        var command = new RemoteVerb("list", "List all studies.");
        command.Examples = ["lts study list"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var response = await connection.Studies.ListStudiesAsync(new ListStudiesRequest(), connection.Soon(cancellationToken));
            if (context.Json)
            {
                context.WriteJson([.. response.Studies.Select(JsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayStudyJson);
            }
            else if (response.Studies.Count == 0)
            {
                context.Note("No study yet; make one with `lts study create`.");
            }
            else
            {
                context.Results.Write(StudyTable.Create(response.Studies));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
