using System.CommandLine;
using System.CommandLine.Help;
using Lts.Hosting;

namespace Lts.Cli.Commands.Database;

/// <summary><c>lts db</c>.</summary>
internal static class DatabaseCommand
{
    /// <summary>The noun with its verbs; alone it prints its help.</summary>
    public static Command Create()
    {
        var command = new Command("db", "Look after a coordinator's database, on its own machine.")
        {
            DatabaseBackupCommand.Create(),
            DatabaseCompactCommand.Create(),
        };
        command.SetAction(new HelpAction().Invoke);
        return command;
    }

    /// <summary>Where the database is.</summary>
    internal static Option<string> DataOption() => new("--data")
    {
        Description = "The coordinator's data directory.",
        HelpName = "dir",
        DefaultValueFactory = _ => DataDirectory.Default("coordinator"),
    };
}
