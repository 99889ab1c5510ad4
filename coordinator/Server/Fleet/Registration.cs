using System.Collections.Immutable;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>An agent's request for a session; already validated.</summary>
/// <param name="Name">The device's name.</param>
/// <param name="Key">The secret that tells a restarted agent from a second one of the same name.</param>
/// <param name="DeviceClass">The class that the user chose; <see langword="null"/> to make it from facts and settings.</param>
/// <param name="Profile">What the device is.</param>
/// <param name="LeaseCapacity">Leases that it holds at a time.</param>
/// <param name="HeldAttemptIds">Attempts that it holds from before.</param>
internal sealed record Registration(
    string Name,
    string Key,
    string? DeviceClass,
    DeviceProfile Profile,
    int LeaseCapacity,
    ImmutableArray<string> HeldAttemptIds);
