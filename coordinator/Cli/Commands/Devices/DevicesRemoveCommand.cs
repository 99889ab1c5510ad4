using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices remove</c>.</summary>
internal static class DevicesRemoveCommand
{
    public static Command Create()
    {
        var name = DevicesCommand.NameArgument();
        var command = new RemoteVerb("remove", "Forget a device; its results stay, and it may register again.")
        {
            name,
        };
        command.Examples = ["lts devices remove pi-kitchen"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var request = new RemoveDeviceRequest { Name = context.Get(name) };
            await connection.Devices.RemoveDeviceAsync(request, connection.Soon(cancellationToken));
            if (context.Json)
            {
                context.WriteJson(new RemovedJson(request.Name), LtsJsonContext.Default.RemovedJson);
            }
            else
            {
                context.WriteLine($"Removed {request.Name}.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
