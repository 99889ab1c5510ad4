using System.Collections.Immutable;
using Lts.Domain.Studies;

namespace Lts.Contracts.Json;

/// <summary>A device of a target that is in quarantine.</summary>
/// <param name="Name">The name that it registered by.</param>
/// <param name="Time">Since when.</param>
/// <param name="Reason">What it contradicted, for people.</param>
public sealed record QuarantinedDeviceJson(string Name, DateTimeOffset Time, string Reason)
{
    /// <summary>The JSON form; <see langword="null"/> where there is none.</summary>
    public static ImmutableArray<QuarantinedDeviceJson>? Of(ImmutableArray<QuarantinedDevice> devices) =>
        devices.IsEmpty ? null : [.. devices.Select(d => new QuarantinedDeviceJson(d.Name, d.Time, d.Reason))];
}
