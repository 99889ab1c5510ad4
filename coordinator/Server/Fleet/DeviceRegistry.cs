using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>Devices come, go, drain and are removed.</summary>
internal sealed class DeviceRegistry(
    FleetState state, Dispatcher dispatcher, IStore store, TimeProvider time, ILogger<DeviceRegistry> logger)
{
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
                state.Devices[row.Name] = DeviceState.FromRow(row, counts.GetValueOrDefault(row.Name));
            }
        }
    }

    /// <summary>
    /// Opens a session. The same agent's older session ends. Leases that the agent names go on; others that its device had are lost to it.
    /// </summary>
    /// <exception cref="DeviceNameTakenException">The name belongs to another agent.</exception>
    /// <exception cref="StorageException">The device could not be written down.</exception>
    public async Task<SessionStart> RegisterAsync(DeviceRegistration registration)
    {
        DeviceState device;
        DeviceRow row;
        DeviceSession session;
        ImmutableArray<string> dropped;
        lock (state.Gate)
        {
            if (_closed)
            {
                throw new SessionEndedException(registration.Name, SessionEndReason.Stopping);
            }

            device = AdmitNeedsLock(registration);
            session = new DeviceSession(device.Name, registration.LeaseCapacity);
            device.Session?.End(SessionEndReason.Superseded);
            device.Session = null; // Nothing new for it while its past is settled.
            dropped = ReconcileNeedsLock(device, registration);
            row = device.ToRow();
            device.Session = session;
        }

        try
        {
            await store.SaveDeviceAsync(row);
        }
        catch
        {
            Leave(session);
            throw;
        }

        logger.DeviceOnline(device.Name, device.DeviceClass);
        return new SessionStart(session, device.DeviceClass, dropped);
    }

    /// <summary>Gives a new session its first leases; apart from <see cref="RegisterAsync"/>, so that its answer is sent first.</summary>
    public void Begin(DeviceSession session) => WithDevice(session, device =>
    {
        if (device.Halt is { } halt)
        {
            session.Send(halt);
        }

        dispatcher.AssignNeedsLock(device);
    });

    /// <summary>Something was heard of a device; it holds these leases.</summary>
    /// <param name="session">The connection it came by; one that has ended counts for nothing.</param>
    /// <param name="heldAttemptIds">Attempts that it names as held; those of others are left alone.</param>
    /// <param name="runningAttemptId">The one that it measures, empty for none; <see langword="null"/> when its agent does not say.</param>
    public void Heartbeat(DeviceSession session, IEnumerable<string> heldAttemptIds, string? runningAttemptId) => WithDevice(session, device =>
    {
        var now = time.GetUptime();
        foreach (string held in heldAttemptIds)
        {
            if (AttemptId.TryParse(held, out var attempt))
            {
                state.Leases.Renew(attempt, device.Name, now);
            }
        }

        if (runningAttemptId is not null)
        {
            RunsNeedsLock(device, runningAttemptId, now);
        }
    });

    /// <summary>A device gets on with a measurement.</summary>
    public void Progress(DeviceSession session, string attemptId) => WithDevice(session, device =>
    {
        var now = time.GetUptime();
        if (AttemptId.TryParse(attemptId, out var attempt) && state.Leases.Find(attempt, device.Name) is not null)
        {
            state.Leases.Renew(attempt, device.Name, now);
            RunsNeedsLock(device, attemptId, now);
            device.LastHeadway = now;
        }
    });

    /// <summary>The agent wants nothing new on this connection.</summary>
    public void RequestDrain(DeviceSession session) => WithDevice(session, _ => session.DrainRequested = true);

    /// <summary>A session has ended. Its leases live on until they expire, for the agent may come back.</summary>
    public void Leave(DeviceSession session)
    {
        lock (state.Gate)
        {
            if (state.Devices.TryGetValue(session.DeviceName, out var device) && device.Session == session)
            {
                device.Session = null;
                device.LastSeenTime = time.GetUtcNow();
                logger.DeviceOffline(device.Name);
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
        DeviceRow row;
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
            row = device.ToRow();
        }

        await store.SaveDeviceAsync(row);
        return Get(name);
    }

    /// <summary>Forgets a device and gives its leases to others.</summary>
    /// <exception cref="DeviceNotFoundException">No device has this name.</exception>
    public async Task RemoveAsync(string name)
    {
        lock (state.Gate)
        {
            var device = FindNeedsLock(name);
            state.Devices.Remove(name);
            device.Session?.End(SessionEndReason.Removed);
            device.Session = null;
            device.Acquit();
            foreach (var lease in state.Leases.HeldBy(name).ToList())
            {
                dispatcher.GiveBackNeedsLock(lease);
            }
        }

        await store.RemoveDeviceAsync(name);
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

    private DeviceState AdmitNeedsLock(DeviceRegistration registration)
    {
        state.AssertLocked();
        var now = time.GetUtcNow();
        string deviceClass = registration.DeviceClass ?? DeviceClass.Of(registration.Profile.Facts, registration.Profile.Settings);
        if (!state.Devices.TryGetValue(registration.Name, out var device))
        {
            device = new DeviceState
            {
                Name = registration.Name,
                Key = registration.Key,
                DeviceClass = deviceClass,
                Profile = registration.Profile,
                FirstSeenTime = now,
                LastSeenTime = now,
            };
            state.Devices.Add(device.Name, device);
            return device;
        }

        if (device.Key != registration.Key)
        {
            throw new DeviceNameTakenException(registration.Name, isOnline: device.Session is not null);
        }

        device.DeviceClass = deviceClass;
        device.Profile = registration.Profile;
        return device;
    }

    /// <summary>
    /// Renews what the agent still holds and takes back the rest. What it was measuring when it died counts; all else says nothing of the
    /// candidates, and the device's being here clears it of what its silence was suspected to mean.
    /// </summary>
    /// <returns>What the agent holds and nobody wants.</returns>
    private ImmutableArray<string> ReconcileNeedsLock(DeviceState device, DeviceRegistration registration)
    {
        state.AssertLocked();
        SeenNeedsLock(device);
        device.ForgetRunning(time.GetUptime());
        device.Acquit();
        foreach (string interrupted in registration.InterruptedAttemptIds)
        {
            if (dispatcher.FindHandOutNeedsLock(interrupted, device.Name) is var (job, handOut))
            {
                dispatcher.ConfessNeedsLock(job, handOut);
            }
        }

        var kept = new HashSet<AttemptId>();
        var dropped = ImmutableArray.CreateBuilder<string>();
        foreach (string held in registration.HeldAttemptIds)
        {
            // A result measured in another class (the agent changed its threads, say) would be another population's.
            if (dispatcher.FindHandOutNeedsLock(held, device.Name) is var (job, handOut) && job.Target.Accepts(device))
            {
                kept.Add(handOut.Attempt);
                TakeUpNeedsLock(device, job, handOut);
            }
            else
            {
                dropped.Add(held);
            }
        }

        foreach (var lease in state.Leases.HeldBy(device.Name).Where(lease => !kept.Contains(lease.Attempt)).ToList())
        {
            // An agent that tells what interrupted it has told. Of an older one it is taken for granted.
            bool died = lease.IsRunning && !registration.TellsInterruptions;
            dispatcher.LoseNeedsLock(lease, died ? LeaseLoss.Death : LeaseLoss.Forgotten);
        }

        return dropped.ToImmutable();
    }

    private void TakeUpNeedsLock(DeviceState device, LeaseJob job, HandOut handOut)
    {
        state.AssertLocked();
        if (state.Leases.Find(handOut.Attempt) is { } lease)
        {
            state.Leases.Renew(lease.Attempt, device.Name, time.GetUptime());
        }
        else if (job.Storing is null && state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job))
        {
            // The lease had expired, and nobody has taken the candidate yet.
            state.GrantNeedsLock(new Lease(handOut, job), device, time.GetUptime());
            job.Target.Owner.OnLeased(job.Key.Index, job.LastAttempt, device.Name);
        }
    }

    private void RunsNeedsLock(DeviceState device, string attemptId, TimeSpan now)
    {
        state.AssertLocked();
        var running = AttemptId.TryParse(attemptId, out var attempt) ? state.Leases.Find(attempt, device.Name) : null;
        device.SaysItRuns(attemptId, now, isHeadway: running is not null || attemptId.Length == 0);
        foreach (var lease in state.Leases.HeldBy(device.Name))
        {
            lease.IsRunning = lease == running;
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

    private void SeenNeedsLock(DeviceState device)
    {
        state.AssertLocked();
        device.LastSeenTime = time.GetUtcNow();
        var silentAt = time.GetUptime() + state.Options.LeaseTimeout;
        device.SilentAt = device.SilentAt > silentAt ? device.SilentAt : silentAt;
    }

    private void WithDevice(DeviceSession session, Action<DeviceState> action)
    {
        lock (state.Gate)
        {
            if (state.Devices.TryGetValue(session.DeviceName, out var device) && device.Session == session)
            {
                SeenNeedsLock(device);
                action(device);
            }
        }
    }

    private DeviceState FindNeedsLock(string name) => state.Devices.GetValueOrDefault(name) ?? throw new DeviceNotFoundException(name);
}
