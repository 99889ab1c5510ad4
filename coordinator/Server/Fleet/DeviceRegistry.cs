using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Devices;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>Devices come, go, are approved, drain and are removed.</summary>
internal sealed partial class DeviceRegistry(
    FleetState state, Dispatcher dispatcher, IStore store, TimeProvider time, ILogger<DeviceRegistry> logger)
{
    private readonly DeviceQuota _quota = new(state, time);
    private bool _closed;

    /// <summary>Reads the devices of before; all are offline.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counts = await store.ReadDeviceCountsAsync(cancellationToken);
        var rows = await store.ReadDevicesAsync(cancellationToken);
        lock (state.Gate)
        {
            foreach (var row in rows)
            {
                state.AddNeedsLock(DeviceState.FromRow(row, counts.GetValueOrDefault(row.Name)));
            }
        }
    }

    /// <summary>Devices by name that any of the selectors matches; all when there are none.</summary>
    public ImmutableArray<DeviceSnapshot> List(IReadOnlyCollection<DeviceSelector> selectors)
    {
        lock (state.Gate)
        {
            return
            [
                .. state.Devices.Values
                    .Where(d => selectors.Count == 0 || selectors.Any(s => s.Matches(d.Name, d.Profile.Tags, d.DeviceClass)))
                    .OrderBy(d => d.Name, StringComparer.Ordinal)
                    .Select(state.SnapshotNeedsLock),
            ];
        }
    }

    /// <summary>One device.</summary>
    /// <exception cref="DeviceNotFoundException">No device has this name.</exception>
    public DeviceSnapshot Get(string name)
    {
        lock (state.Gate)
        {
            return state.SnapshotNeedsLock(FindNeedsLock(name));
        }
    }

    /// <summary>Gives a device nothing new, or something again.</summary>
    /// <exception cref="DeviceNotFoundException">No device has this name.</exception>
    public async Task<DeviceSnapshot> DrainAsync(string name, bool undo)
    {
        Task saved;
        lock (state.Gate)
        {
            var device = FindNeedsLock(name);
            device.Draining = !undo;
            if (device.Session is { } session)
            {
                session.DrainRequested &= !undo;
                session.Send(new AgentCommand.SetDrain(undo));
            }

            dispatcher.AssignNeedsLock(device);
            saved = SaveNeedsLock(device);
        }

        await saved;
        return Get(name);
    }

    /// <summary>Forgets a device and gives its leases to others.</summary>
    /// <exception cref="DeviceNotFoundException">No device has this name.</exception>
    /// <exception cref="StorageException">The disk still has it, so it is there again.</exception>
    public async Task RemoveAsync(string name)
    {
        DeviceState device;
        Task removed;
        lock (state.Gate)
        {
            device = FindNeedsLock(name);
            state.RemoveNeedsLock(device);
            device.Session?.End(SessionEndReason.Removed);
            device.Session = null;
            device.Acquit();
            foreach (var lease in state.Leases.HeldBy(name).ToList())
            {
                dispatcher.GiveBackNeedsLock(lease);
            }

            removed = store.RemoveDeviceAsync(name);
        }

        try
        {
            await removed;
        }
        catch
        {
            lock (state.Gate)
            {
                if (!state.Devices.ContainsKey(name)) // unless its agent has registered again meanwhile
                {
                    state.AddNeedsLock(device);
                }
            }

            throw;
        }
    }

    /// <summary>Looks for dead leases and silent agents, and gives out what waits.</summary>
    public void Check()
    {
        var now = time.GetUptime();
        lock (state.Gate)
        {
            // First the silent devices, or what they lose would go straight back to them.
            foreach (var device in state.Devices.Values.Where(d => d.Session is not null && d.SilentAt <= now))
            {
                device.Session!.End(SessionEndReason.Silent);
                device.Session = null;
                logger.DeviceOffline(device.Name);
            }

            foreach (var lease in state.Leases.ExpiredAt(now))
            {
                bool isHeard = state.Devices.GetValueOrDefault(lease.DeviceName)?.Session is not null; // and names it no more
                dispatcher.LoseNeedsLock(lease, isHeard ? LeaseLoss.Forgotten : LeaseLoss.Silence);
            }

            TakeFromHungNeedsLock(state.OverdueNeedsLock(now), now);

            foreach (var device in state.Devices.Values)
            {
                dispatcher.AssignNeedsLock(device);
            }
        }
    }

    /// <summary>
    /// This program was away: every lease and session lives on until its agent had the time to be heard, or to find back.
    /// </summary>
    /// <param name="absence">For how long, since it was last told.</param>
    public void Forgive(TimeSpan absence)
    {
        lock (state.Gate)
        {
            var now = time.GetUptime();
            var until = now + state.Options.LeaseTimeout + state.Options.ReconnectGrace;
            state.Leases.ExtendAll(until, absence);
            foreach (var device in state.Devices.Values.Where(d => d.Session is not null))
            {
                device.SilentAt = until;
                device.LastHeadway = now;
            }
        }
    }

    /// <summary>Ends every session and lets nobody in any more, so that the program can stop. Leases stay with their agents.</summary>
    public void Close()
    {
        lock (state.Gate)
        {
            _closed = true;
            foreach (var device in state.Devices.Values)
            {
                device.Session?.End(SessionEndReason.Stopping);
            }
        }
    }

    /// <summary>All hung devices are paused, once each, before the first candidate looks for another device.</summary>
    private void TakeFromHungNeedsLock(List<Lease> leases, TimeSpan now)
    {
        state.AssertLocked();
        foreach (var device in leases.Select(lease => state.Devices.GetValueOrDefault(lease.DeviceName)).OfType<DeviceState>().Distinct())
        {
            device.PauseForError(now);
        }

        foreach (var lease in leases)
        {
            logger.LeaseOverdue(lease.DeviceName, lease.Attempt.Name);
            state.Devices.GetValueOrDefault(lease.DeviceName)?.Session?.Send(new AgentCommand.CancelLease(lease.Attempt));
            dispatcher.LoseNeedsLock(lease, LeaseLoss.Overdue);
        }
    }

    /// <summary>
    /// Begins to write a device down. Writes that are begun under the lock are done in its order, so that what is on the disk in the end is what
    /// was decided last. Call it last: a store that fails at once forgets a device that has never been on the disk.
    /// </summary>
    private Task SaveNeedsLock(DeviceState device)
    {
        state.AssertLocked();
        device.PendingSaves++;
        return SettleAsync(device, store.SaveDeviceAsync(device.ToRow()));
    }

    private async Task SettleAsync(DeviceState device, Task write)
    {
        bool isSaved = false;
        try
        {
            await write;
            isSaved = true;
        }
        finally
        {
            lock (state.Gate)
            {
                device.PendingSaves--;
                device.IsSaved |= isSaved;
                if (!device.IsSaved && device.PendingSaves == 0 && state.Devices.GetValueOrDefault(device.Name) == device)
                {
                    state.RemoveNeedsLock(device); // Nobody was told that the name is his.
                }
            }
        }
    }

    private DeviceState FindNeedsLock(string name) => state.Devices.GetValueOrDefault(name) ?? throw new DeviceNotFoundException(name);
}
