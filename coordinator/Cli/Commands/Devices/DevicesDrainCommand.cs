using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices drain</c>.</summary>
internal static class DevicesDrainCommand
{
    /// <summary>The verb; prints the device as it is then.</summary>
    public static Command Create()
    {
        var name = DevicesCommand.NameArgument();
        var undo = new Option<bool>("--undo") { Description = "Give it candidates again." };
        var command = new RemoteVerb("drain", "Give a device no more candidates; it finishes those it holds.")
        {
            name,
            undo,
        };
        command.Examples = ["lts devices drain pi-kitchen", "lts devices drain pi-kitchen --undo"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            DeviceOutput.Write(context, await connection.Devices.DrainAsync(context.Get(name), context.Get(undo), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
