using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts.Json;
using Lts.Domain.Devices;

namespace Lts.Cli.Commands.Devices;

/// <summary>Writes one device as a result.</summary>
internal static class DeviceOutput
{
    public static void Write(CommandContext context, DeviceSnapshot device)
    {
        if (context.Json)
        {
            context.WriteJson(DeviceJson.Of(device), LtsJsonContext.Default.DeviceJson);
        }
        else
        {
            context.Results.Write(DeviceTable.CreateDetails(device));
        }
    }
}
