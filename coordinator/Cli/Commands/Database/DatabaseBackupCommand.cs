using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Coordinator.Serving;
using Lts.Hosting;

namespace Lts.Cli.Commands.Database;

/// <summary><c>lts db backup</c>.</summary>
internal static class DatabaseBackupCommand
{
    /// <summary>The verb; works while the coordinator runs.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Where the copy goes." };
        var data = DatabaseCommand.DataOption();
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var command = new Verb("backup", "Copy the database to one file, whole and checked, while the coordinator runs or not.")
        {
            file, data, force,
        };
        command.Examples = ["lts db backup monday.db", "lts db backup /backups/lts.db --data /var/lib/lts/coordinator --force"];
        command.Runs((context, _) =>
        {
            string path = context.Get(file);
            long bytes = CoordinatorDatabase.Backup(context.Get(data)!, path, context.Get(force));
            if (context.Json)
            {
                context.WriteJson(new BackupJson(path, bytes), LtsJsonContext.Default.BackupJson);
            }
            else
            {
                context.WriteLine($"{path}, {Units.Size(bytes)}");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
