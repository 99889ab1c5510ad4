using System.Security.Cryptography;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Hands candidates to devices and takes their results. Decisions are <see cref="FleetState"/>'s and <see cref="AttemptRules"/>'; this
/// class makes them durable and tells the agents. An attempt is on disk before its lease is sent, a result before it is acknowledged.
/// </summary>
internal sealed partial class Dispatcher(FleetState state, IStore store, TimeProvider time, ILogger<Dispatcher> logger)
{
    private const int NonceLength = 16; // 64 bits: nobody guesses one while its lease lives

    /// <summary>What a lease is for, and how it is measured; <see langword="null"/> when nobody holds such a lease.</summary>
    /// <param name="attemptId">The lease's attempt, nonce included.</param>
    public (Architecture Architecture, MeasurementPlan Plan)? FindLeased(string attemptId)
    {
        lock (state.Gate)
        {
            return AttemptId.TryParse(attemptId, out var attempt) && state.Leases.Find(attempt) is { } lease
                ? (lease.Job.Architecture, lease.Job.Target.Plan)
                : null;
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

    /// <summary>
    /// Takes up the last hand-out from before a restart: its device may still be at it, and has the time to come back. Whether it was ever
    /// sent is not known, so unless the device says that it measures it, its loss is no evidence of anything.
    /// </summary>
    /// <param name="job">A candidate that was handed out.</param>
    public void Restore(LeaseJob job)
    {
        lock (state.Gate)
        {
            state.Jobs.Add(job.Key, job);
            var lease = new Lease(job.Last!, job);
            var now = time.GetUptime();
            state.Leases.Add(lease, now);
            lease.ExpireTime = now + state.Options.LeaseTimeout + state.Options.ReconnectGrace;
            lease.Ceiling = AttemptRules.Ceiling(lease.ExpireTime, job.Target.Plan.TimeLimit, state.Options.LeaseTimeout);
            job.Target.Owner.OnLeased(job.Key.Index, job.LastAttempt, lease.DeviceName);
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
            if (FindHandOutNeedsLock(attemptId, deviceName) is not var (job, handOut) || !AcceptsNeedsLock(job.Target, deviceName))
            {
                logger.ResultNotWanted(Printable.Of(attemptId), deviceName);
                return Task.CompletedTask;
            }

            if (RefuseImpossibleNeedsLock(job, handOut, outcome) is { } refused)
            {
                return refused;
            }

            if (job.Storing is { } storing)
            {
                return storing;
            }

            var stored = TakeNeedsLock(job, handOut, OutcomeRules.Held(outcome, job.Target.Plan));
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
            if (AttemptId.TryParse(attemptId, out var attempt) && state.Leases.Find(attempt, deviceName) is { } lease)
            {
                GiveBackNeedsLock(lease);
            }
        }
    }

    /// <summary>Whose attempt this is, if it was given to this device, and its candidate has no outcome yet.</summary>
    /// <param name="attemptId">The attempt as the device names it.</param>
    /// <param name="deviceName">The device that names it.</param>
    public (LeaseJob Job, HandOut HandOut)? FindHandOutNeedsLock(string attemptId, string deviceName)
    {
        state.AssertLocked();
        return AttemptId.TryParse(attemptId, out var attempt) && state.Jobs.TryGetValue(attempt.Candidate, out var job)
            && job.Find(attempt, deviceName) is { } handOut
            ? (job, handOut)
            : null;
    }

    /// <summary>Takes a lease from a device without blame, for another.</summary>
    public void GiveBackNeedsLock(Lease lease)
    {
        state.AssertLocked();
        state.Leases.Remove(lease.Attempt);
        RequeueNeedsLock(lease.Job, except: lease.DeviceName);
        WriteInBackground(End(lease.HandOut, AttemptState.Returned));
    }

    /// <summary>Gives a device what it has room for.</summary>
    public void AssignNeedsLock(DeviceState device)
    {
        state.AssertLocked();
        var leases = new List<Lease>();
        while (state.TakeForNeedsLock(device, time.GetUptime()) is { } job)
        {
            var lease = new Lease(job.HandTo(device.Name, NewNonce()), job);
            state.GrantNeedsLock(lease, device, time.GetUptime());
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
            await store.AddAttemptAsync(new AttemptRow(
                lease.Attempt, lease.DeviceName, AttemptState.Active, time.GetUtcNow(), lease.Job.IsRecheck));
        }
        catch (Exception e)
        {
            if (e is not StorageException) // which the store has logged
            {
                logger.GrantFailed(e, lease.Attempt.Name, lease.DeviceName);
            }

            // The monitor's next round tries again.
            lock (state.Gate)
            {
                if (state.Leases.Remove(lease.Attempt) && state.Jobs.ContainsKey(lease.Job.Key))
                {
                    WaitNeedsLock(lease.Job);
                }
            }

            return;
        }

        lock (state.Gate)
        {
            // While that was written the device may have gone, or the study ended; then the attempt's end is on disk as well.
            if (state.Leases.Find(lease.Attempt) == lease)
            {
                session.Send(new AgentCommand.OfferLease(lease.Attempt, lease.Job));
            }
        }
    }

    private bool AcceptsNeedsLock(LeaseTarget target, string deviceName) =>
        state.Devices.TryGetValue(deviceName, out var device) && target.Accepts(device);

    private Task TakeNeedsLock(LeaseJob job, HandOut handOut, MeasurementOutcome outcome)
    {
        state.AssertLocked();
        var lease = state.Leases.Find(handOut.Attempt);
        bool final = AttemptRules.IsFinal(outcome, job.FailureCount, lease is null ? int.MaxValue : job.Target.MaxAttempts);
        if (lease is null && !final)
        {
            return Task.CompletedTask; // Somebody else is at it already, or will be.
        }

        state.Leases.Remove(handOut.Attempt);
        JudgeDeviceNeedsLock(handOut.DeviceName, outcome);
        if (!final)
        {
            handOut.Counts = AttemptRules.IsEvidence(outcome);
            state.Devices.GetValueOrDefault(handOut.DeviceName)?.CountFailure();
            RequeueNeedsLock(job);
            var attemptState = handOut.Counts ? AttemptState.Failed : AttemptState.Returned;
            return store.EndAttemptAsync(End(handOut, attemptState) with { Failure = outcome as MeasurementFailure });
        }

        state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job);
        var end = End(handOut, AttemptState.Done) with
        {
            Failure = outcome as MeasurementFailure,
            Outcome = outcome,
            IsRecheck = job.IsRecheck,
        };
        var task = StoreOutcomeAsync(job, end, () => PutBackNeedsLock(job, lease));
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

        FleetTelemetry.Results.Add(job.IsRecheck ? 0 : 1);
        lock (state.Gate)
        {
            job.Storing = null;
            if (state.Jobs.Remove(job.Key))
            {
                state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job);
                CallBackNeedsLock(job);
                if (end.State == AttemptState.Done)
                {
                    state.Devices.GetValueOrDefault(end.DeviceName)?.CountDone();
                }

                job.Target.Owner.OnAttemptOutcome(end.Id, end.Outcome!, end.DeviceName);
            }
        }
    }

    /// <summary>The outcome could not be written: the candidate is where it was, or waits when nobody has it.</summary>
    private void PutBackNeedsLock(LeaseJob job, Lease? lease)
    {
        state.AssertLocked();
        if (state.Leases.Find(job.Key) is not null)
        {
            return; // Another device was at it all the time.
        }

        if (lease is not null)
        {
            state.Leases.Add(lease, time.GetUptime());
        }
        else
        {
            WaitNeedsLock(job);
        }
    }

    /// <summary>A candidate whose outcome is being written, or that has one, waits for nobody.</summary>
    private void WaitNeedsLock(LeaseJob job)
    {
        state.AssertLocked();
        if (job.Storing is not null || !state.Jobs.ContainsKey(job.Key))
        {
            return;
        }

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
            WriteInBackground(End(lease.HandOut, AttemptState.Returned));
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
        if (state.Devices.TryGetValue(deviceName, out var device) && device.IsAtFault(outcome, time.GetUptime()))
        {
            string problem = Printable.Of(((MeasurementFailure)outcome).Message);
            logger.DeviceAtFault(deviceName, device.ErrorsInARow, problem, AttemptRules.PauseAfter(device.ErrorsInARow).TotalSeconds);
        }
    }

    private AttemptEnd End(HandOut handOut, AttemptState attemptState) =>
        new(handOut.Attempt, attemptState, time.GetUtcNow(), handOut.DeviceName);

    private static string NewNonce() => RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);

    private void WriteInBackground(AttemptEnd end) => WriteInBackground(store.EndAttemptAsync(end));

    /// <summary>Lets a write go on by itself, whose failure repairs itself.</summary>
    public static void WriteInBackground(Task write) => _ = IgnoreStorageFailureAsync(write);

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
