using System.Diagnostics;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Devices, waiting candidates and leases, in memory. Decides, does nothing: no I/O, no clock. Everything is guarded by <see cref="Gate"/>:
/// whoever calls a method whose name ends in <c>NeedsLock</c> holds it, and only this room takes it.
/// </summary>
internal sealed class FleetState(FleetOptions options)
{
    private readonly Dictionary<string, LeaseQueue> _queues = new(StringComparer.Ordinal);
    private long _devicesVersion;

    /// <summary>The fleet's times.</summary>
    public FleetOptions Options => options;

    /// <summary>Guards everything here, and the states reachable from here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Every known device by name. To add, remove or change one, see below.</summary>
    public Dictionary<string, DeviceState> Devices { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes whenever a device comes, is forgotten, is approved or put into quarantine or no longer, or gets another class or other tags. May be read without the lock.</summary>
    public long DevicesVersion => Interlocked.Read(ref _devicesVersion);

    /// <summary>Every candidate of a running study that was proposed and has no outcome.</summary>
    public Dictionary<CandidateKey, LeaseJob> Jobs { get; } = [];

    /// <summary>Who is told of quarantines.</summary>
    public HashSet<IQuarantineWatcher> Watchers { get; } = [];

    /// <summary>Who holds what.</summary>
    public LeaseBook Leases { get; } = new(options.LeaseTimeout);

    /// <summary>In debug builds, stops a caller who does not hold <see cref="Gate"/>.</summary>
    [Conditional("DEBUG")]
    public void AssertLocked() => Debug.Assert(Gate.IsHeldByCurrentThread, "The fleet's state is used without its lock.");

    /// <summary>Makes a device known.</summary>
    public void AddNeedsLock(DeviceState device)
    {
        AssertLocked();
        Devices[device.Name] = device;
        Interlocked.Increment(ref _devicesVersion);
    }

    /// <summary>Forgets a device.</summary>
    public void RemoveNeedsLock(DeviceState device)
    {
        AssertLocked();
        Devices.Remove(device.Name);
        Interlocked.Increment(ref _devicesVersion);
    }

    /// <summary>Takes note of what a known device's agent tells now.</summary>
    public void ChangeNeedsLock(DeviceState device, string deviceClass, DeviceProfile profile)
    {
        AssertLocked();
        bool isOther = device.DeviceClass != deviceClass || !device.Profile.Tags.SequenceEqual(profile.Tags);
        (device.DeviceClass, device.Profile) = (deviceClass, profile);
        if (isOther)
        {
            Interlocked.Increment(ref _devicesVersion);
        }
    }

    /// <summary>Takes note of whether an operator knows a device.</summary>
    public void ApproveNeedsLock(DeviceState device, bool isApproved)
    {
        AssertLocked();
        if (device.IsApproved != isApproved)
        {
            device.IsApproved = isApproved;
            Interlocked.Increment(ref _devicesVersion);
        }
    }

    /// <summary>Takes note of why a device is in quarantine; <see langword="null"/> ends it.</summary>
    public void QuarantineNeedsLock(DeviceState device, Quarantine? quarantine)
    {
        AssertLocked();
        device.Quarantine = quarantine;
        Interlocked.Increment(ref _devicesVersion);
    }

    /// <summary>Candidates that wait for a class of devices.</summary>
    public LeaseQueue QueueOfNeedsLock(string deviceClass)
    {
        AssertLocked();
        if (!_queues.TryGetValue(deviceClass, out var queue))
        {
            _queues.Add(deviceClass, queue = new LeaseQueue());
        }

        return queue;
    }

    /// <summary>Whether a device could take one more lease.</summary>
    public bool HasRoomNeedsLock(DeviceState device) =>
        TakesLeases(device) && Leases.CountOf(device.Name) < device.Session!.LeaseCapacity;

    /// <summary>Takes the next candidate for a device out of its queue.</summary>
    /// <returns><see langword="null"/> when none waits, or the device has no room.</returns>
    public LeaseJob? TakeForNeedsLock(DeviceState device, TimeSpan now) =>
        HasRoomNeedsLock(device) && device.PausedUntil <= now
            ? QueueOfNeedsLock(device.DeviceClass).Take(target => target.Accepts(device), job => HasBetterDeviceNeedsLock(job, device))
            : null;

    /// <summary>Enters a lease that a device is about to get.</summary>
    /// <param name="lease">What it gets; not entered yet.</param>
    /// <param name="device">The device that the lease names.</param>
    /// <param name="now">The moment, by the <see cref="Uptime"/>.</param>
    public void GrantNeedsLock(Lease lease, DeviceState device, TimeSpan now)
    {
        AssertLocked();
        if (Leases.CountOf(device.Name) == 0)
        {
            device.LastHeadway = now; // It had nothing to get on with.
        }

        Leases.Add(lease, now);
        var held = Leases.HeldBy(device.Name);
        var limits = held.Aggregate(TimeSpan.Zero, (sum, other) => sum + other.Job.Target.Plan.TimeLimit);
        lease.Ceiling = AttemptRules.Ceiling(now, limits, held.Count * options.LeaseTimeout);
    }

    /// <summary>Leases that heartbeats keep alive while nothing comes of them.</summary>
    public List<Lease> OverdueNeedsLock(TimeSpan now)
    {
        AssertLocked();
        return [.. Leases.All.Where(lease => IsOverdueNeedsLock(lease, now))];
    }

    /// <summary>A device as others see it.</summary>
    public DeviceSnapshot SnapshotNeedsLock(DeviceState device)
    {
        AssertLocked();
        int held = Leases.CountOf(device.Name);
        return new DeviceSnapshot(
            device.Name, device.DeviceClass, device.Status(held), device.Profile, device.FirstSeenTime, device.LastSeenTime, held,
            device.Counts)
        {
            IsApproved = device.IsApproved,
            Quarantine = device.Quarantine,
        };
    }

    private bool IsOverdueNeedsLock(Lease lease, TimeSpan now)
    {
        if (lease.Ceiling <= now)
        {
            return true;
        }

        if (!Devices.TryGetValue(lease.DeviceName, out var device) || device.Session is null)
        {
            return false; // It expires by itself.
        }

        var since = device.LastHeadway > lease.GrantTime ? device.LastHeadway : lease.GrantTime;
        var limit = Leases.HeldBy(device.Name).Max(held => held.Job.Target.Plan.TimeLimit);
        return since + AttemptRules.LongestStall(device.IsIdle, limit, options.LeaseTimeout) <= now;
    }

    /// <summary>Whether a target's leases find a device now.</summary>
    /// <param name="target">The leases that would be handed out.</param>
    /// <param name="isMeant">Which devices come into question, by name.</param>
    public bool HasDeviceNeedsLock(LeaseTarget target, Func<string, bool> isMeant)
    {
        AssertLocked();
        return Devices.Values.Any(device => TakesLeases(device) && target.Accepts(device) && isMeant(device.Name));
    }

    private static bool TakesLeases(DeviceState device) => device.Session is not null && !device.IsDraining && device.Quarantine is null;

    /// <summary>A candidate that a device failed, died of, or has measured already, goes to another one, if there is another.</summary>
    private bool HasBetterDeviceNeedsLock(LeaseJob job, DeviceState device)
    {
        if (job.OnlyFor is { } only)
        {
            return only != device.Name;
        }

        bool failed = job.Last is { Counts: true } last && last.DeviceName == device.Name;
        return (failed && HasDeviceNeedsLock(job.Target, name => name != device.Name))
            || (job.Unwanted.Contains(device.Name) && HasDeviceNeedsLock(job.Target, name => !job.Unwanted.Contains(name)));
    }
}
