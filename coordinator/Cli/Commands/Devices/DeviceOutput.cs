using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts.Json;
using Lts.Domain.Devices;

namespace Lts.Cli.Commands.Devices;

/// <summary>Writes one device as a result.</summary>
internal static class DeviceOutput
{
    /// <summary>As JSON where that was asked for, otherwise as a table of everything that is known.</summary>
    /// <param name="context">Where results go.</param>
    /// <param name="device">As the coordinator knows it now.</param>
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
