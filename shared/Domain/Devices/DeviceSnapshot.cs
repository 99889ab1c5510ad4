namespace Lts.Domain.Devices;

/// <summary>A device at one moment.</summary>
/// <param name="Name">No other device has it.</param>
/// <param name="DeviceClass">Devices of one class give the same numbers.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Profile">What its agent told when it last registered.</param>
/// <param name="FirstSeenTime">When it first registered.</param>
/// <param name="LastSeenTime">When something was last heard of it.</param>
/// <param name="HeldLeaseCount">Leases that it holds.</param>
/// <param name="Counts">What it has done.</param>
public sealed record DeviceSnapshot(
    string Name,
    string DeviceClass,
    DeviceStatus Status,
    DeviceProfile Profile,
    DateTimeOffset FirstSeenTime,
    DateTimeOffset LastSeenTime,
    int HeldLeaseCount,
    DeviceCounts Counts)
{
    /// <summary>Whether an operator knows it. Otherwise it works only for studies that name it.</summary>
    public bool IsApproved { get; init; } = true;

    /// <summary>Whether it may work for a study.</summary>
    /// <param name="selectors">The study's; none for every device that is approved.</param>
    public bool IsAdmittedBy(IReadOnlyCollection<DeviceSelector> selectors) =>
        DeviceSelector.Admit(selectors, Name, Profile.Tags, DeviceClass, IsApproved);

    /// <summary>Why it is in quarantine; <see langword="null"/> when it is not.</summary>
    public Quarantine? Quarantine { get; init; }
}
