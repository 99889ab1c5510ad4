using System.Collections.Immutable;
using System.Globalization;

namespace Lts.Domain.Studies;

/// <summary>A target at one moment.</summary>
/// <param name="DeviceClass">The class whose devices measure it.</param>
/// <param name="DeviceNames">Known devices that may take its leases, or the first of them.</param>
/// <param name="Description">CPU model, threads, provider.</param>
/// <param name="Progress">How far it has come.</param>
public sealed record TargetSnapshot(
    string DeviceClass, ImmutableArray<string> DeviceNames, string Description, TargetProgress Progress)
{
    /// <summary>Those of the devices that are in quarantine now.</summary>
    public ImmutableArray<QuarantinedDevice> Quarantined { get; init; } = [];

    /// <summary>Number of all devices that may take its leases.</summary>
    public int DeviceCount { get; init; } = DeviceNames.Length;

    /// <summary>The devices that are named, and how many more there are.</summary>
    public string DeviceList => DeviceCount > DeviceNames.Length
        ? $"{string.Join(", ", DeviceNames)} and {(DeviceCount - DeviceNames.Length).ToString("N0", CultureInfo.InvariantCulture)} more"
        : string.Join(", ", DeviceNames);
}
