using System.Threading.Channels;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>Candidates that are measured again, and devices that are put aside because of what they measured: decision 0018.</summary>
internal sealed partial class Dispatcher
{
    private static readonly TimeSpan WriteAgain = TimeSpan.FromSeconds(2);

    /// <summary>The fleet's times, and the share of results that are checked.</summary>
    public FleetOptions Options => state.Options;

    /// <summary>Reads what checks have said of the devices, which are known already.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task LoadStandingsAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ReadStandingsAsync(cancellationToken);
        lock (state.Gate)
        {
            foreach (var row in rows)
            {
                if (state.Devices.TryGetValue(row.DeviceName, out var device))
                {
                    (device.Confirmed, device.Strikes, device.Quarantine) = (row.Confirmed, row.Strikes, row.Quarantine);
                }
            }
        }
    }

    /// <summary>Tells somebody of quarantines from now on, and of those that there are.</summary>
    public void Watch(IQuarantineWatcher watcher)
    {
        lock (state.Gate)
        {
            state.Watchers.Add(watcher);
            foreach (var device in state.Devices.Values.Where(d => d.Quarantine is not null))
            {
                watcher.OnQuarantined(device.Name);
            }
        }
    }

    /// <summary>Ends <see cref="Watch"/>.</summary>
    public void Unwatch(IQuarantineWatcher watcher)
    {
        lock (state.Gate)
        {
            state.Watchers.Remove(watcher);
        }
    }

    /// <summary>Whether a target's leases find a device now.</summary>
    /// <param name="target">The leases that would be handed out.</param>
    /// <param name="isMeant">Which devices come into question, by name.</param>
    public bool HasDevice(LeaseTarget target, Func<string, bool> isMeant)
    {
        lock (state.Gate)
        {
            return state.HasDeviceNeedsLock(target, isMeant);
        }
    }

    /// <summary>Whether a device is in quarantine, and how many of its results others have confirmed; one that was removed has nothing.</summary>
    public (bool IsQuarantined, long Confirmed, int Strikes) StandingOf(string deviceName)
    {
        lock (state.Gate)
        {
            return state.Devices.TryGetValue(deviceName, out var device) ? (device.Quarantine is not null, device.Confirmed, device.Strikes) : default;
        }
    }

    /// <summary>Takes a candidate back that was handed in to be measured again.</summary>
    /// <returns>Whether nothing comes of it any more; otherwise its outcome is being written, and its owner is told soon.</returns>
    public bool Withdraw(LeaseJob job)
    {
        lock (state.Gate)
        {
            if (job.Storing is not null || state.Jobs.GetValueOrDefault(job.Key) != job)
            {
                return false;
            }

            state.Jobs.Remove(job.Key);
            state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job);
            CallBackNeedsLock(job);
            return true;
        }
    }

    /// <summary>Takes a candidate back, as <see cref="Withdraw"/> does, if no device has it.</summary>
    public bool WithdrawWaiting(LeaseJob job)
    {
        lock (state.Gate)
        {
            return state.Leases.Find(job.Key) is null && Withdraw(job);
        }
    }

    /// <summary>Writes down what measuring a candidate again came to, and counts it for and against devices.</summary>
    /// <exception cref="StorageException">It is not on disk; nothing has changed.</exception>
    public async Task EndCheckAsync(CheckEnd end)
    {
        await store.EndCheckAsync(end);
        lock (state.Gate)
        {
            foreach (var device in end.Confirmed.Select(state.Devices.GetValueOrDefault).OfType<DeviceState>())
            {
                device.Confirmed++;
            }

            foreach (var device in end.Unsteady.Select(state.Devices.GetValueOrDefault).OfType<DeviceState>())
            {
                device.Strikes++;
            }
        }
    }

    /// <summary>Puts a device aside: it gets nothing, what it holds goes to others, and what it measured is looked at again.</summary>
    /// <param name="deviceName">One that was removed is left alone.</param>
    /// <param name="reason">What it contradicted, for people.</param>
    /// <returns>Completes when that is on disk, or has been ended.</returns>
    public Task QuarantineAsync(string deviceName, string reason)
    {
        lock (state.Gate)
        {
            return state.Devices.TryGetValue(deviceName, out var device) ? QuarantineNeedsLock(device, reason) : Task.CompletedTask;
        }
    }

    /// <summary>Ends a quarantine; the device counts as new.</summary>
    /// <exception cref="DeviceNotFoundException">No device has this name.</exception>
    /// <exception cref="StorageException">It could not be written down; the quarantine goes on.</exception>
    public async Task ReleaseAsync(string deviceName)
    {
        lock (state.Gate)
        {
            if (!state.Devices.ContainsKey(deviceName))
            {
                throw new DeviceNotFoundException(deviceName);
            }
        }

        await store.SaveQuarantineAsync(deviceName, null);
        lock (state.Gate)
        {
            if (state.Devices.TryGetValue(deviceName, out var device) && device.Quarantine is not null)
            {
                state.QuarantineNeedsLock(device, null);
                (device.Confirmed, device.Strikes) = (0, 0);
                logger.DeviceReleased(deviceName);
                device.Session?.Send(new AgentCommand.SetDrain(Undo: !device.Draining));
                AssignNeedsLock(device);
            }
        }
    }

    /// <summary>A result that cannot be is the device's fault, and says nothing of the candidate.</summary>
    /// <returns><see langword="null"/> when it can be.</returns>
    private Task? RefuseImpossibleNeedsLock(LeaseJob job, HandOut handOut, MeasurementOutcome outcome)
    {
        state.AssertLocked();
        var device = state.Devices[handOut.DeviceName];
        if (PlausibilityRules.Impossible(job.Architecture, job.Target.Plan, device.Profile.Settings, outcome) is not { } reason)
        {
            return null;
        }

        _ = QuarantineNeedsLock(device, reason); // gives this lease back as well
        return Task.CompletedTask;
    }

    private Task QuarantineNeedsLock(DeviceState device, string reason)
    {
        state.AssertLocked();
        if (device.Quarantine is not null)
        {
            return Task.CompletedTask;
        }

        state.QuarantineNeedsLock(device, new Quarantine(time.GetUtcNow(), reason));
        logger.DeviceQuarantined(device.Name, Printable.Of(reason), device.Name);
        var saved = SaveQuarantineAsync(device.Name, device.Quarantine!);
        if (device.Halt is { } halt)
        {
            device.Session?.Send(halt);
        }

        device.Acquit();
        foreach (var lease in state.Leases.HeldBy(device.Name).ToList())
        {
            device.Session?.Send(new AgentCommand.CancelLease(lease.Attempt));
            GiveBackNeedsLock(lease);
        }

        foreach (var watcher in state.Watchers)
        {
            watcher.OnQuarantined(device.Name);
        }

        return saved;
    }

    /// <summary>Until it is on disk, or has been ended.</summary>
    private async Task SaveQuarantineAsync(string deviceName, Quarantine quarantine)
    {
        while (true)
        {
            try
            {
                await store.SaveQuarantineAsync(deviceName, quarantine);
                return;
            }
            catch (StorageException)
            {
                // The store has logged it.
            }
            catch (ChannelClosedException)
            {
                return; // The program stops. What made this necessary is judged again when it starts.
            }

            await Task.Delay(WriteAgain, time, CancellationToken.None);
            lock (state.Gate)
            {
                if (state.Devices.GetValueOrDefault(deviceName)?.Quarantine != quarantine)
                {
                    return;
                }
            }
        }
    }
}
