using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts.Json;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices list</c>.</summary>
internal static class DevicesListCommand
{
    public static Command Create()
    {
        var selectors = new Argument<string[]>("selector")
        {
            Description = "name:N, tag:T, class:C, or a bare word tried as each; without any, all devices.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new RemoteVerb("list", "List devices.")
        {
            selectors,
        };
        command.Examples = ["lts devices list", "lts devices list tag:pi --json"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var devices = await connection.Devices.ListAsync(context.Get(selectors), cancellationToken);
            if (context.Json)
            {
                context.WriteJson([.. devices.Select(DeviceJson.Of)], LtsJsonContext.Default.ImmutableArrayDeviceJson);
            }
            else if (devices.IsEmpty)
            {
                context.Note("No device; start one with `lts-agent run --coordinator …` on the machine to measure.");
            }
            else
            {
                context.Results.Write(DeviceTable.Create(devices));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
