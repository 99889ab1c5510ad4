using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Hosting;

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
            string removed = context.Get(name);
            await connection.Devices.RemoveAsync(removed, cancellationToken);
            if (context.Json)
            {
                context.WriteJson(new RemovedJson(removed), LtsJsonContext.Default.RemovedJson);
            }
            else
            {
                context.WriteLine($"Removed {removed}.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
