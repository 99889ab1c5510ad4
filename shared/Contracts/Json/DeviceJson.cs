using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Devices;

namespace Lts.Contracts.Json;

/// <summary>A device at one moment. Times that are not known are null.</summary>
public sealed record DeviceJson(
    string Name, ImmutableArray<string> Tags, string DeviceClass, string State, string Provider, int Threads, string AgentVersion,
    DateTimeOffset? FirstSeenTime, DateTimeOffset? LastSeenTime, int HeldLeaseCount, long MeasuredCount, long FailedCount,
    bool Approved, DeviceFactsJson Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QuarantineJson? Quarantine = null)
{
    /// <summary>The JSON form.</summary>
    public static DeviceJson Of(DeviceSnapshot device) => new(
        device.Name, device.Profile.Tags, device.DeviceClass, WireNames.Of(device.Status), device.Profile.Settings.Provider,
        device.Profile.Settings.Threads, device.Profile.AgentVersion, Known(device.FirstSeenTime), Known(device.LastSeenTime),
        device.HeldLeaseCount, device.Counts.Measured, device.Counts.Failed, device.IsApproved, DeviceFactsJson.Of(device.Profile.Facts),
        device.Quarantine is { } quarantine ? new QuarantineJson(quarantine.Time, quarantine.Reason) : null);

    private static DateTimeOffset? Known(DateTimeOffset time) => time == default ? null : time;
}
