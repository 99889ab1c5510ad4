using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Devices;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Finds a study's targets: the classes of the devices that it selects. Pure.</summary>
internal static class TargetResolver
{
    /// <summary>Most devices that one message names.</summary>
    private const int MostNamed = 20;

    /// <summary>One target for each class, by class.</summary>
    /// <param name="studyId">Id of the study that the targets are for.</param>
    /// <param name="selectors">Its selectors; empty for every device.</param>
    /// <param name="devices">Every known device, online or not.</param>
    /// <exception cref="NoDeviceException">There is no device, or a selector matches none.</exception>
    public static ImmutableArray<TargetRow> Resolve(
        string studyId, ImmutableArray<DeviceSelector> selectors, ImmutableArray<DeviceSnapshot> devices)
    {
        if (devices.IsEmpty)
        {
            throw new NoDeviceException("No device is known yet. Start an agent first: lts-agent run --coordinator ADDRESS");
        }

        var idle = selectors.Where(s => !devices.Any(d => Matches(s, d))).ToList();
        if (idle.Count > 0)
        {
            throw new NoDeviceException(
                $"No known device matches {string.Join(", ", idle.Select(s => $"'{s}'"))}. Known are: "
                + $"{NamesOf(devices)} ('lts devices list' shows tags and classes).");
        }

        return
        [
            .. devices
                .Where(d => selectors.IsEmpty || selectors.Any(s => Matches(s, d)))
                .GroupBy(d => d.DeviceClass, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select((group, i) => new TargetRow(studyId, i, group.Key, group.First().Profile.Description)),
        ];
    }

    /// <summary>Names of the known devices that may take a target's leases.</summary>
    public static ImmutableArray<string> DevicesOf(
        string deviceClass, ImmutableArray<DeviceSelector> selectors, ImmutableArray<DeviceSnapshot> devices) =>
    [
        .. devices.Where(d => d.DeviceClass == deviceClass && (selectors.IsEmpty || selectors.Any(s => Matches(s, d)))).Select(d => d.Name),
    ];

    /// <summary>Those of a target's devices that are in quarantine.</summary>
    public static ImmutableArray<QuarantinedDevice> QuarantinedOf(
        string deviceClass, ImmutableArray<DeviceSelector> selectors, ImmutableArray<DeviceSnapshot> devices) =>
    [
        .. devices.Where(d => d.Quarantine is not null && d.DeviceClass == deviceClass && (selectors.IsEmpty || selectors.Any(s => Matches(s, d))))
            .Select(d => new QuarantinedDevice(d.Name, d.Quarantine!.Reason, d.Quarantine.Time)),
    ];

    /// <summary>Whether a selector means a target: its class, or any known device of its class.</summary>
    public static bool Means(DeviceSelector selector, string deviceClass, ImmutableArray<DeviceSnapshot> devices) =>
        selector.Matches("", [], deviceClass) || devices.Any(d => d.DeviceClass == deviceClass && Matches(selector, d));

    private static string NamesOf(ImmutableArray<DeviceSnapshot> devices)
    {
        string names = string.Join(", ", devices.Take(MostNamed).Select(d => d.Name));
        return devices.Length <= MostNamed ? names : $"{names} and {devices.Length - MostNamed} more";
    }

    private static bool Matches(DeviceSelector selector, DeviceSnapshot device) =>
        selector.Matches(device.Name, device.Profile.Tags, device.DeviceClass);
}
