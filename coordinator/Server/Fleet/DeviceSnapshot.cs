using Lts.Coordinator.Storage;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>A device at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DeviceClass">Its class.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Profile">What its agent told when it last registered.</param>
/// <param name="FirstSeenTime">When it first registered.</param>
/// <param name="LastSeenTime">When something was last heard of it.</param>
/// <param name="HeldLeaseCount">Leases that it holds.</param>
/// <param name="Counts">What it has done.</param>
internal sealed record DeviceSnapshot(
    string Name,
    string DeviceClass,
    DeviceStatus Status,
    DeviceProfile Profile,
    DateTimeOffset FirstSeenTime,
    DateTimeOffset LastSeenTime,
    int HeldLeaseCount,
    DeviceCounts Counts);
