using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices show</c>.</summary>
internal static class DevicesShowCommand
{
    /// <summary>The verb; a name that no device has ends with <see cref="ExitCode.NotFound"/>.</summary>
    public static Command Create()
    {
        var name = DevicesCommand.NameArgument();
        var command = new RemoteVerb("show", "Show everything that is known of a device.")
        {
            name,
        };
        command.Examples = ["lts devices show pi-kitchen"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            DeviceOutput.Write(context, await connection.Devices.GetAsync(context.Get(name), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
