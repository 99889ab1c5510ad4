using Grpc.Core;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

internal sealed class PeerDeviceService(PeerCoordinator peer) : DeviceService.DeviceServiceBase
{
    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context)
    {
        peer.RefuseIfAsked();
        var devices = peer.Devices.Where(d => request.Selectors.Count == 0 || request.Selectors.Contains("name:" + d.Name));
        return Task.FromResult(new ListDevicesResponse { Devices = { devices } });
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
