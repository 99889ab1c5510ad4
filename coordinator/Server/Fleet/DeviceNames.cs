using System.Collections.Immutable;
using Lts.Domain.Devices;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// The devices that may take a target's leases, for those who show them. Worked out once for each change of the devices, however
/// many ask however often: with thousands of devices it would otherwise be most of what a watcher costs. Thread-safe.
/// </summary>
internal sealed class DeviceNames(FleetState state)
{
    /// <summary>Answers that are kept: whoever creates studies chooses the selectors.</summary>
    private const int MostKnown = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string DeviceClass, string Selectors), Known> _known = [];
    private long _version = -1;

    /// <summary>Names in order.</summary>
    /// <param name="deviceClass">The target's class.</param>
    /// <param name="selectors">Its study's selectors; empty for every device of the class that is approved.</param>
    public ImmutableArray<string> Of(string deviceClass, ImmutableArray<DeviceSelector> selectors) => Find(deviceClass, selectors).Names;

    /// <summary>Those of them that are in quarantine.</summary>
    /// <param name="deviceClass">The target's class.</param>
    /// <param name="selectors">Its study's selectors; empty for every device of the class that is approved.</param>
    public ImmutableArray<QuarantinedDevice> QuarantinedOf(string deviceClass, ImmutableArray<DeviceSelector> selectors) =>
        Find(deviceClass, selectors).Quarantined;

    private Known Find(string deviceClass, ImmutableArray<DeviceSelector> selectors)
    {
        var key = (deviceClass, string.Join(' ', selectors));
        long version = state.DevicesVersion; // Before the devices are read: what changes meanwhile is found by the next who asks.
        lock (_gate)
        {
            if (version == _version && _known.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var read = Read(deviceClass, selectors);
        lock (_gate)
        {
            if (version > _version || _known.Count >= MostKnown)
            {
                _known.Clear();
                _version = Math.Max(version, _version);
            }

            if (version == _version)
            {
                _known[key] = read;
            }
        }

        return read;
    }

    private Known Read(string deviceClass, ImmutableArray<DeviceSelector> selectors)
    {
        List<(string Name, Quarantine? Quarantine)> devices;
        lock (state.Gate)
        {
            devices =
            [
                .. state.Devices.Values
                    .Where(d => d.DeviceClass == deviceClass && d.IsAdmittedBy(selectors))
                    .Select(d => (d.Name, d.Quarantine)),
            ];
        }

        devices.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name)); // Not under the lock that leases and results take.
        return new Known(
            [.. devices.Select(d => d.Name)],
            [.. devices.Where(d => d.Quarantine is not null).Select(d => new QuarantinedDevice(d.Name, d.Quarantine!.Reason, d.Quarantine.Time))]);
    }

    private sealed record Known(ImmutableArray<string> Names, ImmutableArray<QuarantinedDevice> Quarantined);
}
