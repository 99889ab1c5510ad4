using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Devices;

/// <summary>Writes one device as a result.</summary>
internal static class DeviceOutput
{
    public static void Write(CommandContext context, Device device)
    {
        if (context.Json)
        {
            context.WriteJson(JsonMapping.ToJson(device), LtsJsonContext.Default.DeviceJson);
        }
        else
        {
            context.Results.Write(DeviceTable.CreateDetails(device));
        }
    }
}
