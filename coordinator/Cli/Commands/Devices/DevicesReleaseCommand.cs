using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices release</c>.</summary>
internal static class DevicesReleaseCommand
{
    /// <summary>The verb; prints the device as it is then.</summary>
    public static Command Create()
    {
        var name = DevicesCommand.NameArgument();
        var command = new RemoteVerb("release", "End a device's quarantine: it gets candidates again, and its results are checked like a new device's.")
        {
            name,
        };
        command.Examples = ["lts devices release pi-kitchen"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            DeviceOutput.Write(context, await connection.Devices.ReleaseAsync(context.Get(name), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
