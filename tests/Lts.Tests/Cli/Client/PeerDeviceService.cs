using System.Globalization;
using Grpc.Core;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

internal sealed class PeerDeviceService(PeerCoordinator peer) : DeviceService.DeviceServiceBase
{
    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context)
    {
        peer.RefuseIfAsked();
        // One a page, whatever was asked for.
        var devices = peer.Devices.Where(d => request.Selectors.Count == 0 || request.Selectors.Contains("name:" + d.Name)).ToList();
        int first = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, CultureInfo.InvariantCulture);
        return Task.FromResult(new ListDevicesResponse
        {
            Devices = { devices.Skip(first).Take(1) },
            NextPageToken = first + 1 < devices.Count ? (first + 1).ToString(CultureInfo.InvariantCulture) : "",
        });
    }

    public override Task<Device> GetDevice(GetDeviceRequest request, ServerCallContext context) => Task.FromResult(Find(request.Name));

    public override Task<Device> DrainDevice(DrainDeviceRequest request, ServerCallContext context)
    {
        var device = Find(request.Name);
        device.State = request.Undo ? DeviceState.Online : DeviceState.Draining;
        return Task.FromResult(device);
    }

    public override Task<ApproveDevicesResponse> ApproveDevices(ApproveDevicesRequest request, ServerCallContext context)
    {
        var changed = (request.All ? peer.Devices : request.Names.Select(Find)).Where(d => d.AwaitsApproval != request.Undo).ToList();
        changed.ForEach(d => d.AwaitsApproval = request.Undo);
        return Task.FromResult(new ApproveDevicesResponse { Names = { changed.Select(d => d.Name) } });
    }

    public override Task<RemoveDeviceResponse> RemoveDevice(RemoveDeviceRequest request, ServerCallContext context)
    {
        peer.Devices.Remove(Find(request.Name));
        return Task.FromResult(new RemoveDeviceResponse());
    }

    private Device Find(string name)
    {
        peer.RefuseIfAsked();
        return peer.Devices.FirstOrDefault(d => d.Name == name)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"There is no device called {name}."));
    }
}
