using System.Collections.Immutable;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>The coordinator's devices, as records of the domain. Every call may fail with <see cref="RpcException"/>.</summary>
/// <param name="client">Sends the calls; the caller disposes of its channel.</param>
/// <param name="soon">Options of a call that must answer soon.</param>
internal sealed class DeviceClient(Proto.DeviceService.DeviceServiceClient client, Func<CancellationToken, CallOptions> soon)
{
    /// <summary>Devices, by name.</summary>
    /// <param name="selectors">Which; none for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ImmutableArray<DeviceSnapshot>> ListAsync(IReadOnlyCollection<string> selectors, CancellationToken cancellationToken) => ListPages.AllAsync(
        async (size, token) => await client.ListDevicesAsync(
            new Proto.ListDevicesRequest { Selectors = { selectors }, PageSize = size, PageToken = token }, soon(cancellationToken)),
        response => (response.Devices.Select(DeviceMapping.Read), response.NextPageToken));

    /// <summary>One device.</summary>
    public async Task<DeviceSnapshot> GetAsync(string name, CancellationToken cancellationToken) =>
        DeviceMapping.Read(await client.GetDeviceAsync(new Proto.GetDeviceRequest { Name = name }, soon(cancellationToken)));

    /// <summary>Gives a device nothing new any more; with <paramref name="undo"/>, again.</summary>
    public async Task<DeviceSnapshot> DrainAsync(string name, bool undo, CancellationToken cancellationToken) =>
        DeviceMapping.Read(await client.DrainDeviceAsync(new Proto.DrainDeviceRequest { Name = name, Undo = undo }, soon(cancellationToken)));

    /// <summary>Approves devices; with <paramref name="undo"/>, no longer.</summary>
    /// <param name="names">Which; none for all that wait.</param>
    /// <param name="undo">Whether approvals are taken back; needs names.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those for which something changed.</returns>
    public async Task<ImmutableArray<string>> ApproveAsync(IReadOnlyCollection<string> names, bool undo, CancellationToken cancellationToken)
    {
        var request = new Proto.ApproveDevicesRequest { Names = { names }, All = names.Count == 0, Undo = undo };
        return [.. (await client.ApproveDevicesAsync(request, soon(cancellationToken))).Names];
    }

    /// <summary>Ends a device's quarantine.</summary>
    public async Task<DeviceSnapshot> ReleaseAsync(string name, CancellationToken cancellationToken) =>
        DeviceMapping.Read(await client.ReleaseDeviceAsync(new Proto.ReleaseDeviceRequest { Name = name }, soon(cancellationToken)));

    /// <summary>Forgets a device.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        await client.RemoveDeviceAsync(new Proto.RemoveDeviceRequest { Name = name }, soon(cancellationToken));
}
