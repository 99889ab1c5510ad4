using System.CommandLine;
using System.CommandLine.Help;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices</c>.</summary>
internal static class DevicesCommand
{
    /// <summary>The noun with its verbs; alone it prints its help.</summary>
    public static Command Create()
    {
        var command = new Command("devices", "List and manage the devices that measure.")
        {
            DevicesListCommand.Create(),
            DevicesShowCommand.Create(),
            DevicesApproveCommand.Create(),
            DevicesDrainCommand.Create(),
            DevicesReleaseCommand.Create(),
            DevicesRemoveCommand.Create(),
        };
        command.SetAction(new HelpAction().Invoke);
        return command;
    }

    /// <summary>A device's name, for the verbs that take one.</summary>
    public static Argument<string> NameArgument() => new("name") { Description = "Name of the device." };
}
