using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Devices, waiting candidates and leases, in memory. Decides, does nothing: no I/O, no clock. Everything is guarded by <see cref="Gate"/>.
/// </summary>
internal sealed class FleetState(FleetOptions options)
{
    private readonly Dictionary<string, LeaseQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Guards everything here, and the states reachable from here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Every known device by name.</summary>
    public Dictionary<string, DeviceState> Devices { get; } = new(StringComparer.Ordinal);

    /// <summary>Every candidate of a running study that was proposed and has no outcome.</summary>
    public Dictionary<CandidateKey, LeaseJob> Jobs { get; } = [];

    /// <summary>Who holds what.</summary>
    public LeaseBook Leases { get; } = new(options.LeaseTimeout);

    /// <summary>Candidates that wait for a class of devices.</summary>
    public LeaseQueue QueueOf(string deviceClass)
    {
        if (!_queues.TryGetValue(deviceClass, out var queue))
        {
            _queues.Add(deviceClass, queue = new LeaseQueue());
        }

        return queue;
    }

    /// <summary>Whether a device could take one more lease.</summary>
    public bool HasRoom(DeviceState device) =>
        TakesLeases(device) && Leases.CountOf(device.Name) < device.Session!.LeaseCapacity;

    /// <summary>Takes the next candidate for a device out of its queue.</summary>
    /// <returns><see langword="null"/> when none waits, or the device has no room.</returns>
    public LeaseJob? TakeFor(DeviceState device, DateTimeOffset now) =>
        HasRoom(device) && device.PausedUntil <= now
            ? QueueOf(device.DeviceClass).Take(target => target.Accepts(device), job => HasBetterDevice(job, device))
            : null;

    /// <summary>A device as others see it.</summary>
    public DeviceSnapshot Snapshot(DeviceState device)
    {
        int held = Leases.CountOf(device.Name);
        return new DeviceSnapshot(
            device.Name, device.DeviceClass, device.Status(held), device.Profile, device.FirstSeenTime, device.LastSeenTime, held,
            device.Counts);
    }

    private static bool TakesLeases(DeviceState device) => device.Session is not null && !device.IsDraining;

    /// <summary>A candidate that a device lost or failed goes to another one, if there is another.</summary>
    private bool HasBetterDevice(LeaseJob job, DeviceState device) =>
        job.FailureCount > 0 && job.LastDevice == device.Name
        && Devices.Values.Any(other => other != device && TakesLeases(other) && job.Target.Accepts(other));
}
