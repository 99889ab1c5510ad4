using System.CommandLine;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices show</c>.</summary>
internal static class DevicesShowCommand
{
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
            var request = new GetDeviceRequest { Name = context.Get(name) };
            DeviceOutput.Write(context, await connection.Devices.GetDeviceAsync(request, connection.Soon(cancellationToken)));
            return ExitCode.Success;
        });
        return command;
    }
}
