using System.CommandLine;
using System.CommandLine.Help;

namespace Lts.Cli.Commands.Arch;

/// <summary><c>lts arch</c>: work with architectures on this machine, without a coordinator.</summary>
internal static class ArchCommand
{
    /// <summary>The noun with its verbs; alone it prints its help.</summary>
    public static Command Create()
    {
        var command = new Command("arch", "Inspect, export and sample architectures; needs no coordinator.")
        {
            ArchInspectCommand.Create(),
            ArchExportCommand.Create(),
            ArchSampleCommand.Create(),
        };
        command.SetAction(new HelpAction().Invoke);
        return command;
    }

    /// <summary>An architecture file, for the verbs that take one.</summary>
    public static Argument<string> FileArgument() => new("file")
    {
        Description = "Architecture in JSON, with the fields of Archai's configuration files.",
    };
}
