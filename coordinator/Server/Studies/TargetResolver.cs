using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Devices;

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

        if (selectors.IsEmpty && !devices.Any(d => d.IsApproved))
        {
            throw new NoDeviceException($"Every known device waits for approval: {NamesOf(devices)}. {HowToApprove(devices[0])}");
        }

        var idle = selectors.Where(s => !devices.Any(d => d.IsAdmittedBy([s]))).ToList();
        if (idle.Count > 0)
        {
            var waiting = devices.Where(d => !d.IsApproved && idle.Any(s => s.Matches(d.Name, d.Profile.Tags, d.DeviceClass))).ToImmutableArray();
            if (!waiting.IsEmpty)
            {
                throw new NoDeviceException(
                    $"{string.Join(", ", idle.Select(s => $"'{s}'"))}: these devices match, but wait for approval: {NamesOf(waiting)}. "
                    + HowToApprove(waiting[0]));
            }

            throw new NoDeviceException(
                $"No known device matches {string.Join(", ", idle.Select(s => $"'{s}'"))}. Known are: "
                + $"{NamesOf(devices)} ('lts devices list' shows tags and classes).");
        }

        return
        [
            .. devices
                .Where(d => d.IsAdmittedBy(selectors))
                .GroupBy(d => d.DeviceClass, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select((group, i) => new TargetRow(studyId, i, group.Key, group.First().Profile.Description)),
        ];
    }

    /// <summary>Whether a selector means a target: its class, or any known device of its class.</summary>
    public static bool Means(DeviceSelector selector, string deviceClass, ImmutableArray<DeviceSnapshot> devices) =>
        selector.Matches("", [], deviceClass) || devices.Any(d => d.DeviceClass == deviceClass && d.IsAdmittedBy([selector]));

    private static string HowToApprove(DeviceSnapshot device) =>
        $"Approve those that you know with 'lts devices approve {device.Name}' (or --all), or name a device: name:{device.Name}.";

    private static string NamesOf(ImmutableArray<DeviceSnapshot> devices)
    {
        string names = string.Join(", ", devices.Take(MostNamed).Select(d => d.Name));
        return devices.Length <= MostNamed ? names : $"{names} and {devices.Length - MostNamed} more";
    }
}
