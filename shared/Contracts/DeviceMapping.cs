using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Devices on the wire.</summary>
public static class DeviceMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Device ToProto(DeviceSnapshot device) => new()
    {
        Name = device.Name,
        Tags = { device.Profile.Tags },
        DeviceClass = device.DeviceClass,
        State = (Proto.DeviceState)device.Status,
        Facts = DeviceFactsMapping.ToProto(device.Profile.Facts),
        Settings = DeviceFactsMapping.ToProto(device.Profile.Settings),
        AgentVersion = device.Profile.AgentVersion,
        FirstSeenTime = WireTime.ToProto(device.FirstSeenTime),
        LastSeenTime = WireTime.ToProto(device.LastSeenTime),
        HeldLeaseCount = device.HeldLeaseCount,
        MeasuredCount = device.Counts.Measured,
        FailedCount = device.Counts.Failed,
        AwaitsApproval = !device.IsApproved,
        QuarantineReason = device.Quarantine?.Reason ?? "",
        QuarantineTime = WireTime.ToProto(device.Quarantine?.Time),
    };

    /// <summary>From the wire; a status that a newer coordinator knows keeps its number.</summary>
    public static DeviceSnapshot Read(Proto.Device message) => new(
        message.Name,
        message.DeviceClass,
        (DeviceStatus)message.State,
        new DeviceProfile(
            [.. message.Tags], DeviceFactsMapping.Read(message.Facts), DeviceFactsMapping.Read(message.Settings), message.AgentVersion),
        WireTime.Read(message.FirstSeenTime),
        WireTime.Read(message.LastSeenTime),
        message.HeldLeaseCount,
        new DeviceCounts(message.MeasuredCount, message.FailedCount))
    {
        IsApproved = !message.AwaitsApproval,
        Quarantine = message.QuarantineReason.Length > 0
            ? new Quarantine(WireTime.Read(message.QuarantineTime), message.QuarantineReason)
            : null,
    };
}
