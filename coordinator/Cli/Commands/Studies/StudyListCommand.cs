using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Hosting;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study list</c>.</summary>
internal static class StudyListCommand
{
    /// <summary>The verb; oldest first.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("list", "List all studies.");
        command.Examples = ["lts study list"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var studies = await connection.Studies.ListAsync(cancellationToken);
            if (context.Json)
            {
                context.WriteJson([.. studies.Select(JsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayStudyJson);
            }
            else if (studies.IsEmpty)
            {
                context.Note("There are no studies yet; create one with `lts study create`.");
            }
            else
            {
                context.Results.Write(StudyTable.Create(studies, FittingTable.WidthOf(context.Results)));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
