using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Protos.V1;

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
            var request = new ListDevicesRequest();
            request.Selectors.AddRange(context.Get(selectors));
            var response = await connection.Devices.ListDevicesAsync(request, connection.Soon(cancellationToken));
            if (context.Json)
            {
                context.WriteJson([.. response.Devices.Select(JsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayDeviceJson);
            }
            else if (response.Devices.Count == 0)
            {
                context.Note("No device; start one with `lts-agent run --coordinator …` on the machine to measure.");
            }
            else
            {
                context.Results.Write(DeviceTable.Create(response.Devices));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
