using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Domain.Devices;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices remove</c>.</summary>
internal static class DevicesRemoveCommand
{
    /// <summary>The verb; also says what follows for the candidates that the device held.</summary>
    public static Command Create()
    {
        var name = DevicesCommand.NameArgument();
        var command = new RemoteVerb("remove", "Forget a device: its results stay, what it holds goes back to the queue, and it may register again.")
        {
            name,
        };
        command.Examples = ["lts devices remove pi-kitchen"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            string removed = context.Get(name);
            var device = await connection.Devices.GetAsync(removed, cancellationToken);
            await connection.Devices.RemoveAsync(removed, cancellationToken);
            if (context.Json)
            {
                context.WriteJson(new RemovedJson(removed), LtsJsonContext.Default.RemovedJson);
            }
            else
            {
                context.WriteLine($"Removed {removed}.");
            }

            foreach (string note in Consequences(device))
            {
                context.Note(note);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>What removing a device does besides forgetting it, for people.</summary>
    /// <param name="device">As it was just before.</param>
    internal static IEnumerable<string> Consequences(DeviceSnapshot device)
    {
        if (device.HeldLeaseCount > 0)
        {
            string held = device.HeldLeaseCount == 1 ? "The candidate" : $"The {device.HeldLeaseCount} candidates";
            string goes = device.HeldLeaseCount == 1 ? "goes" : "go";
            yield return $"{held} that it held {goes} back to the queue, for other devices of its class. "
                + $"To let a device finish first: `lts devices drain {device.Name}`.";
        }

        if (device.Status is not (DeviceStatus.Offline or DeviceStatus.Quarantined))
        {
            yield return $"Its agent is running and will register again; stop it to keep {device.Name} away.";
        }
    }
}
