using System.Collections.Immutable;

namespace Lts.Domain.Studies;

/// <summary>A target at one moment.</summary>
/// <param name="DeviceClass">The class whose devices measure it.</param>
/// <param name="DeviceNames">Known devices that may take its leases.</param>
/// <param name="Description">CPU model, threads, provider.</param>
/// <param name="Progress">How far it has come.</param>
public sealed record TargetSnapshot(
    string DeviceClass, ImmutableArray<string> DeviceNames, string Description, TargetProgress Progress)
{
    /// <summary>Those of the devices that are in quarantine now.</summary>
    public ImmutableArray<QuarantinedDevice> Quarantined { get; init; } = [];
}
