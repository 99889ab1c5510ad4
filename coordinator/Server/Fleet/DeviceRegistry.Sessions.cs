using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Serving.Quotas;

namespace Lts.Coordinator.Fleet;

/// <summary>Connections: they are opened, something is heard on them, and they end.</summary>
internal sealed partial class DeviceRegistry
{
    /// <summary>
    /// Opens a session. The same agent's older session ends. Leases that the agent names go on; others that its device had are lost to it.
    /// </summary>
    /// <param name="registration">What the agent says of itself.</param>
    /// <param name="origin">Where it says so from; some origins approve a device that is new.</param>
    /// <exception cref="DeviceNameTakenException">The name belongs to another agent.</exception>
    /// <exception cref="QuotaExceededException">The device is new, and there are too many.</exception>
    /// <exception cref="StorageException">The device could not be written down.</exception>
    public async Task<SessionStart> RegisterAsync(DeviceRegistration registration, AgentOrigin origin)
    {
        DeviceState device;
        DeviceSession session;
        Task saved;
        bool isApproved;
        ImmutableArray<string> dropped;
        lock (state.Gate)
        {
            if (_closed)
            {
                throw new SessionEndedException(registration.Name, SessionEndReason.Stopping);
            }

            device = AdmitNeedsLock(registration, origin);
            session = new DeviceSession(device.Name, registration.LeaseCapacity);
            device.Session?.End(SessionEndReason.Superseded);
            device.Session = null; // Nothing new for it while its past is settled.
            dropped = ReconcileNeedsLock(device, registration);
            device.Session = session;
            isApproved = device.IsApproved;
            saved = SaveNeedsLock(device);
        }

        try
        {
            await saved;
        }
        catch
        {
            Leave(session);
            throw;
        }

        logger.DeviceOnline(device.Name, device.DeviceClass);
        if (!isApproved)
        {
            logger.AwaitsApproval(device.Name, origin.Address);
        }

        return new SessionStart(session, device.DeviceClass, isApproved, dropped);
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
    public void Heartbeat(DeviceSession session, IEnumerable<string> heldAttemptIds, string? runningAttemptId)
    {
        // Before the lock, which the whole fleet waits for.
        List<AttemptId> held = [.. heldAttemptIds.Select(id => AttemptId.TryParse(id, out var attempt) ? attempt : (AttemptId?)null).OfType<AttemptId>()];
        WithDevice(session, device =>
        {
            var now = time.GetUptime();
            foreach (var attempt in held)
            {
                state.Leases.Renew(attempt, device.Name, now);
            }

            if (runningAttemptId is not null)
            {
                RunsNeedsLock(device, runningAttemptId, now);
            }
        });
    }

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

    private DeviceState AdmitNeedsLock(DeviceRegistration registration, AgentOrigin origin)
    {
        state.AssertLocked();
        var now = time.GetUtcNow();
        string deviceClass = registration.DeviceClass ?? DeviceClass.Of(registration.Profile.Facts, registration.Profile.Settings);
        if (!state.Devices.TryGetValue(registration.Name, out var device))
        {
            ForgetNeedsLock(_quota.AdmitNeedsLock(origin));
            device = new DeviceState
            {
                Name = registration.Name,
                Key = registration.Key,
                DeviceClass = deviceClass,
                Profile = registration.Profile,
                FirstSeenTime = now,
                LastSeenTime = now,
                IsApproved = origin.IsKnown, // Later only an operator decides, or what he took back would be back with the next connection.
            };
            state.AddNeedsLock(device);
            return device;
        }

        if (device.Key != registration.Key)
        {
            throw new DeviceNameTakenException(registration.Name, isOnline: device.Session is not null);
        }

        state.ChangeNeedsLock(device, deviceClass, registration.Profile);
        return device;
    }

    private void ForgetNeedsLock(DeviceState? device)
    {
        state.AssertLocked();
        if (device is not null)
        {
            state.RemoveNeedsLock(device);
            device.Acquit();
            Dispatcher.WriteInBackground(store.RemoveDeviceAsync(device.Name)); // One that stays on the disk is forgotten another time.
            logger.DeviceForgotten(device.Name);
        }
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
}
