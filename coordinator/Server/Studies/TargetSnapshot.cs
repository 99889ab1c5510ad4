using System.Collections.Immutable;

namespace Lts.Coordinator.Studies;

/// <summary>A target at one moment.</summary>
/// <param name="DeviceClass">The class whose devices measure it.</param>
/// <param name="DeviceNames">Known devices that may take its leases.</param>
/// <param name="Description">CPU model, threads, provider.</param>
/// <param name="Progress">How far it has come.</param>
internal sealed record TargetSnapshot(
    string DeviceClass, ImmutableArray<string> DeviceNames, string Description, TargetProgress Progress);
