using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Hands candidates to devices and takes their results. Decisions are <see cref="FleetState"/>'s and <see cref="AttemptRules"/>'; this
/// class makes them durable and tells the agents. An attempt is on disk before its lease is sent, a result before it is acknowledged.
/// </summary>
internal sealed class Dispatcher(FleetState state, IStore store, TimeProvider time, ILogger<Dispatcher> logger)
{
    /// <summary>What is in devices' hands now: architectures, and how they are measured.</summary>
    public ImmutableArray<(Architecture Architecture, MeasurementPlan Plan)> Leased()
    {
        lock (state.Gate)
        {
            return [.. state.Leases.All.Select(lease => (lease.Job.Architecture, lease.Job.Target.Plan))];
        }
    }

    /// <summary>Adds candidates that wait for a device.</summary>
    public void Enqueue(IReadOnlyCollection<LeaseJob> jobs)
    {
        lock (state.Gate)
        {
            foreach (var job in jobs)
            {
                state.Jobs.Add(job.Key, job);
                state.QueueOfNeedsLock(job.Target.DeviceClass).Add(job);
            }

            AssignToClassNeedsLock(jobs.FirstOrDefault()?.Target.DeviceClass);
        }
    }

    /// <summary>Takes up a lease from before a restart, as if it had just been handed out: its device may still be at it.</summary>
    public void Restore(LeaseJob job, string deviceName)
    {
        lock (state.Gate)
        {
            state.Jobs.Add(job.Key, job);
            state.Leases.Add(new Lease(new AttemptId(job.Key, job.LastAttempt), job, deviceName) { Delivered = true }, time.GetUtcNow());
            job.Target.Owner.OnLeased(job.Key.Index, job.LastAttempt, deviceName);
        }
    }

    /// <summary>Forgets a target's candidates and calls its leases back.</summary>
    public void CancelTarget(LeaseTarget target)
    {
        lock (state.Gate)
        {
            // All of them leave the queue before the first lease is called back, or its device would be given the next one of them.
            var jobs = state.Jobs.Values.Where(job => job.Target == target).ToList();
            foreach (var job in jobs)
            {
                state.Jobs.Remove(job.Key);
                state.QueueOfNeedsLock(target.DeviceClass).Remove(job);
            }

            foreach (var job in jobs.Where(job => state.Leases.Find(job.Key) is not null))
            {
                CallBackNeedsLock(job);
                target.Owner.OnReleased(job.Key.Index);
            }

            AssignToClassNeedsLock(target.DeviceClass);
        }
    }

    /// <summary>Takes a result. Completes when it is durable, was already, or is not wanted: then the agent may forget it.</summary>
    /// <exception cref="StorageException">It is not on disk; the agent must keep it and try again.</exception>
    public Task AcceptResultAsync(string deviceName, string attemptId, MeasurementOutcome outcome)
    {
        lock (state.Gate)
        {
            if (!AttemptId.TryParse(attemptId, out var attempt)
                || !state.Jobs.TryGetValue(attempt.Candidate, out var job) || attempt.Number < 1 || attempt.Number > job.LastAttempt
                || !MayAnswerNeedsLock(deviceName, attempt, job))
            {
                logger.ResultNotWanted(attemptId, deviceName);
                return Task.CompletedTask;
            }

            if (job.Storing is { } storing)
            {
                return storing;
            }

            var stored = TakeNeedsLock(job, attempt, deviceName, outcome);
            if (state.Devices.TryGetValue(deviceName, out var device))
            {
                AssignNeedsLock(device); // Not after the commit: the next lease can share it.
            }

            return stored;
        }
    }

    /// <summary>A device gives a lease back unmeasured; that does not count against the candidate.</summary>
    public void Return(string deviceName, string attemptId)
    {
        lock (state.Gate)
        {
            if (AttemptId.TryParse(attemptId, out var attempt) && state.Leases.Find(attempt) is { } lease && lease.DeviceName == deviceName)
            {
                GiveBackNeedsLock(lease);
            }
        }
    }

    /// <summary>Takes a lease from a device without blame, for another.</summary>
    public void GiveBackNeedsLock(Lease lease)
    {
        state.AssertLocked();
        state.Leases.Remove(lease.Attempt);
        RequeueNeedsLock(lease.Job, except: lease.DeviceName);
        WriteInBackground(End(lease.Attempt, AttemptState.Returned, lease.DeviceName));
    }

    /// <summary>A device went away with a lease.</summary>
    public void LoseNeedsLock(Lease lease)
    {
        state.AssertLocked();
        var job = lease.Job;
        state.Leases.Remove(lease.Attempt);
        job.FailureCount++;
        state.Devices.GetValueOrDefault(lease.DeviceName)?.CountFailure();
        var failure = AttemptRules.Lost(lease.DeviceName, job.FailureCount);
        logger.LeaseLost(lease.Attempt, lease.DeviceName);
        if (job.FailureCount >= job.Target.MaxAttempts)
        {
            var end = End(lease.Attempt, AttemptState.Lost, lease.DeviceName) with { Failure = failure, Outcome = failure };
            var task = StoreOutcomeAsync(job, end, () => RequeueNeedsLock(job));
            job.Storing = task.IsCompleted ? null : task;
            _ = IgnoreStorageFailureAsync(task);
        }
        else
        {
            RequeueNeedsLock(job);
            WriteInBackground(End(lease.Attempt, AttemptState.Lost, lease.DeviceName) with { Failure = failure });
        }
    }

    /// <summary>Gives a device what it has room for.</summary>
    public void AssignNeedsLock(DeviceState device)
    {
        state.AssertLocked();
        var leases = new List<Lease>();
        while (state.TakeForNeedsLock(device, time.GetUtcNow()) is { } job)
        {
            job.LastAttempt++;
            job.LastDevice = device.Name;
            var lease = new Lease(new AttemptId(job.Key, job.LastAttempt), job, device.Name);
            state.Leases.Add(lease, time.GetUtcNow());
            job.Target.Owner.OnLeased(job.Key.Index, job.LastAttempt, device.Name);
            leases.Add(lease);
        }

        // Only now: a store that fails at once puts candidates back, which must not be taken again in the same breath.
        foreach (var lease in leases)
        {
            _ = GrantAsync(lease, device.Session!);
        }
    }

    /// <summary>Gives every device of a class what it has room for.</summary>
    public void AssignToClassNeedsLock(string? deviceClass, string? except = null)
    {
        state.AssertLocked();
        foreach (var device in state.Devices.Values)
        {
            if (device.DeviceClass == deviceClass && device.Name != except)
            {
                AssignNeedsLock(device);
            }
        }
    }

    private async Task GrantAsync(Lease lease, DeviceSession session)
    {
        try
        {
            await store.AddAttemptAsync(new AttemptRow(lease.Attempt, lease.DeviceName, AttemptState.Active, time.GetUtcNow()));
            session.Send(new AgentCommand.OfferLease(lease.Attempt, lease.Job));
        }
        catch (StorageException)
        {
            // The store has logged it. The monitor's next round tries again.
            lock (state.Gate)
            {
                if (state.Leases.Remove(lease.Attempt) && state.Jobs.ContainsKey(lease.Job.Key))
                {
                    WaitNeedsLock(lease.Job);
                }
            }
        }
    }

    /// <summary>Whether an attempt is, or was, in this device's hands. Of an older attempt only the class is still known.</summary>
    private bool MayAnswerNeedsLock(string deviceName, AttemptId attempt, LeaseJob job) =>
        (attempt.Number != job.LastAttempt || job.LastDevice == deviceName)
        && state.Devices.TryGetValue(deviceName, out var device) && job.Target.Accepts(device);

    private Task TakeNeedsLock(LeaseJob job, AttemptId attempt, string deviceName, MeasurementOutcome outcome)
    {
        state.AssertLocked();
        var lease = state.Leases.Find(attempt) is { } held && held.DeviceName == deviceName ? held : null;
        bool final = AttemptRules.IsFinal(outcome, job.FailureCount, lease is null ? int.MaxValue : job.Target.MaxAttempts);
        if (lease is null && !final)
        {
            return Task.CompletedTask; // The attempt was counted as lost when its lease expired.
        }

        state.Leases.Remove(attempt);
        JudgeDeviceNeedsLock(deviceName, outcome);
        var attemptState = final ? AttemptState.Done : AttemptState.Failed;
        var end = End(attempt, attemptState, deviceName) with { Failure = outcome as MeasurementFailure };
        if (!final)
        {
            job.FailureCount++;
            state.Devices.GetValueOrDefault(deviceName)?.CountFailure();
            RequeueNeedsLock(job);
            return store.EndAttemptAsync(end);
        }

        bool waiting = state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job);
        var task = StoreOutcomeAsync(job, end with { Outcome = outcome }, () => PutBackNeedsLock(job, lease, waiting));
        job.Storing = task.IsCompleted ? null : task;
        return task;
    }

    private async Task StoreOutcomeAsync(LeaseJob job, AttemptEnd end, Action undo)
    {
        try
        {
            await store.EndAttemptAsync(end);
        }
        catch
        {
            lock (state.Gate)
            {
                job.Storing = null;
                if (state.Jobs.ContainsKey(job.Key))
                {
                    undo();
                }
            }

            throw;
        }

        FleetTelemetry.Results.Add(1);
        lock (state.Gate)
        {
            job.Storing = null;
            if (state.Jobs.Remove(job.Key))
            {
                CallBackNeedsLock(job);
                if (end.State == AttemptState.Done)
                {
                    state.Devices.GetValueOrDefault(end.DeviceName)?.CountDone();
                }

                job.Target.Owner.OnOutcome(job.Key.Index, end.Outcome!, end.DeviceName);
            }
        }
    }

    private void PutBackNeedsLock(LeaseJob job, Lease? lease, bool waiting)
    {
        state.AssertLocked();
        if (lease is not null)
        {
            state.Leases.Add(lease, time.GetUtcNow());
        }
        else if (waiting)
        {
            WaitNeedsLock(job);
        }
    }

    private void WaitNeedsLock(LeaseJob job)
    {
        state.AssertLocked();
        state.QueueOfNeedsLock(job.Target.DeviceClass).Add(job);
        job.Target.Owner.OnReleased(job.Key.Index);
    }

    private void RequeueNeedsLock(LeaseJob job, string? except = null)
    {
        state.AssertLocked();
        WaitNeedsLock(job);
        AssignToClassNeedsLock(job.Target.DeviceClass, except);
    }

    /// <summary>Another device may still be at a candidate that is settled now.</summary>
    private void CallBackNeedsLock(LeaseJob job)
    {
        state.AssertLocked();
        if (state.Leases.Find(job.Key) is { } lease)
        {
            state.Leases.Remove(lease.Attempt);
            if (state.Devices.TryGetValue(lease.DeviceName, out var device))
            {
                device.Session?.Send(new AgentCommand.CancelLease(lease.Attempt));
                AssignNeedsLock(device);
            }
        }
    }

    private void JudgeDeviceNeedsLock(string deviceName, MeasurementOutcome outcome)
    {
        state.AssertLocked();
        if (state.Devices.TryGetValue(deviceName, out var device) && device.IsAtFault(outcome, time.GetUtcNow()))
        {
            logger.DeviceAtFault(deviceName, device.ErrorsInARow, ((MeasurementFailure)outcome).Message, device.PausedUntil);
        }
    }

    private AttemptEnd End(AttemptId attempt, AttemptState attemptState, string deviceName) =>
        new(attempt, attemptState, time.GetUtcNow(), deviceName);

    private void WriteInBackground(AttemptEnd end) => _ = IgnoreStorageFailureAsync(store.EndAttemptAsync(end));

    /// <summary>For writes that repair themselves: after a restart the attempt counts as active, and expires once more.</summary>
    private static async Task IgnoreStorageFailureAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (StorageException)
        {
            // The store has logged it.
        }
    }
}
