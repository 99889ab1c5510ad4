using Lts.Coordinator.Client;
using Lts.Coordinator.Client.Json;
using Lts.Coordinator.Commands.Display;
using Lts.Protos.V1;

namespace Lts.Coordinator.Commands.Devices;

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
