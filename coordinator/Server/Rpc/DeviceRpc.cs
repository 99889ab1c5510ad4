using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Serves those who look after devices.</summary>
internal sealed class DeviceRpc(DeviceRegistry registry, Dispatcher dispatcher) : Proto.DeviceService.DeviceServiceBase
{
    /// <inheritdoc/>
    public override Task<Proto.ListDevicesResponse> ListDevices(Proto.ListDevicesRequest request, ServerCallContext context)
    {
        var wrong = request.Selectors.Where(s => DeviceSelector.TryParse(s) is null).ToList();
        if (wrong.Count > 0)
        {
            throw new ValidationException(
                "the request",
                wrong.Select(s => $"selectors: '{s}' is not a selector: write name:N, tag:T, class:C or one word of {FleetNames.Rule}."));
        }

        List<DeviceSelector> selectors = [.. request.Selectors.Select(s => DeviceSelector.TryParse(s)!)];
        var (page, next) = ListPage.Take(After, DeviceMapping.ToProto, request.PageSize, request.PageToken);
        return Task.FromResult(new Proto.ListDevicesResponse { Devices = { page }, NextPageToken = next });

        IEnumerable<(string, DeviceSnapshot)> After(string key) =>
            registry.ListAfter(selectors, key).Select(device => (device.Name, device));
    }

    /// <inheritdoc/>
    public override Task<Proto.Device> GetDevice(Proto.GetDeviceRequest request, ServerCallContext context) =>
        Task.FromResult(DeviceMapping.ToProto(registry.Get(request.Name)));

    /// <inheritdoc/>
    public override async Task<Proto.Device> DrainDevice(Proto.DrainDeviceRequest request, ServerCallContext context) =>
        DeviceMapping.ToProto(await registry.DrainAsync(request.Name, request.Undo));

    /// <inheritdoc/>
    public override async Task<Proto.ApproveDevicesResponse> ApproveDevices(Proto.ApproveDevicesRequest request, ServerCallContext context)
    {
        if (request.All ? request.Undo || request.Names.Count > 0 : request.Names.Count == 0)
        {
            throw new ValidationException("the request", ["names: give names, or all without names and without undo."]);
        }

        var changed = request.All ? await registry.ApproveAllAsync() : await registry.ApproveAsync(request.Names, request.Undo);
        return new Proto.ApproveDevicesResponse { Names = { changed } };
    }

    /// <inheritdoc/>
    public override async Task<Proto.Device> ReleaseDevice(Proto.ReleaseDeviceRequest request, ServerCallContext context)
    {
        await dispatcher.ReleaseAsync(request.Name);
        return DeviceMapping.ToProto(registry.Get(request.Name));
    }

    /// <inheritdoc/>
    public override async Task<Proto.RemoveDeviceResponse> RemoveDevice(Proto.RemoveDeviceRequest request, ServerCallContext context)
    {
        await registry.RemoveAsync(request.Name);
        return new Proto.RemoveDeviceResponse();
    }
}
