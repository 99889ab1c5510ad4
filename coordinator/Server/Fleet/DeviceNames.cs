using System.Collections.Immutable;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Names of the devices that may take a target's leases, for those who show them. Worked out once for each change of the devices, however
/// many ask however often: with thousands of devices it would otherwise be most of what a watcher costs. Thread-safe.
/// </summary>
internal sealed class DeviceNames(FleetState state)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string DeviceClass, string Selectors), ImmutableArray<string>> _names = [];
    private long _version = -1;

    /// <summary>Names in order.</summary>
    /// <param name="deviceClass">The target's class.</param>
    /// <param name="selectors">Its study's selectors; empty for every device of the class that is approved.</param>
    public ImmutableArray<string> Of(string deviceClass, ImmutableArray<DeviceSelector> selectors)
    {
        var key = (deviceClass, string.Join(' ', selectors));
        long version = state.DevicesVersion; // Before the devices are read: what changes meanwhile is found by the next who asks.
        lock (_gate)
        {
            if (version == _version && _names.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var names = Read(deviceClass, selectors);
        lock (_gate)
        {
            if (version > _version)
            {
                _names.Clear();
                _version = version;
            }

            if (version == _version)
            {
                _names[key] = names;
            }
        }

        return names;
    }

    private ImmutableArray<string> Read(string deviceClass, ImmutableArray<DeviceSelector> selectors)
    {
        List<string> names;
        lock (state.Gate)
        {
            names =
            [
                .. state.Devices.Values
                    .Where(d => d.DeviceClass == deviceClass && d.IsAdmittedBy(selectors))
                    .Select(d => d.Name),
            ];
        }

        names.Sort(StringComparer.Ordinal); // Not under the lock that leases and results take.
        return [.. names];
    }
}
