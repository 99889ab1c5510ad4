using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Coordinator.Serving;
using Lts.Hosting;

namespace Lts.Cli.Commands.Database;

/// <summary><c>lts db compact</c>.</summary>
internal static class DatabaseCompactCommand
{
    /// <summary>The verb; the coordinator must have been stopped.</summary>
    public static Command Create()
    {
        var data = DatabaseCommand.DataOption();
        var command = new Verb("compact", "Give the space of deleted studies back to the disk. Stop the coordinator first; needs room for a second copy.")
        {
            data,
        };
        command.Examples = ["lts db compact"];
        command.Runs((context, _) =>
        {
            var (before, after) = CoordinatorDatabase.Compact(context.Get(data)!);
            if (context.Json)
            {
                context.WriteJson(new CompactJson(before, after), LtsJsonContext.Default.CompactJson);
            }
            else
            {
                context.WriteLine($"{Units.Size(before)} before, {Units.Size(after)} now");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
