using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>Leases that end without a result.</summary>
internal sealed partial class Dispatcher
{
    /// <summary>A lease ended without a result. Whether that says anything of its candidate is for <see cref="AttemptRules"/>.</summary>
    public void LoseNeedsLock(Lease lease, LeaseLoss loss)
    {
        state.AssertLocked();
        state.Leases.Remove(lease.Attempt);
        logger.LeaseLost(lease.Attempt.Name, lease.DeviceName, loss);
        var verdict = AttemptRules.Judge(loss, lease.IsRunning);
        if (verdict == LossVerdict.Suspicion)
        {
            lease.Job.Suspects.Add(lease.DeviceName);
            state.Devices.GetValueOrDefault(lease.DeviceName)?.SuspectedOf.Add(lease.Job);
        }

        EndLostNeedsLock(lease.Job, lease.HandOut, verdict);
    }

    /// <summary>The agent has come back and says that it was measuring this when it died.</summary>
    public void ConfessNeedsLock(LeaseJob job, HandOut handOut)
    {
        state.AssertLocked();
        if (state.Leases.Find(handOut.Attempt) is { } lease)
        {
            LoseNeedsLock(lease, LeaseLoss.Death);
        }
        else if (!handOut.Counts && job.Storing is null)
        {
            EndLostNeedsLock(job, handOut, LossVerdict.Evidence);
        }
    }

    private void EndLostNeedsLock(LeaseJob job, HandOut handOut, LossVerdict verdict)
    {
        state.AssertLocked();
        handOut.Counts |= verdict == LossVerdict.Evidence;
        if (verdict == LossVerdict.Innocent)
        {
            RequeueNeedsLock(job);
            WriteInBackground(End(handOut, AttemptState.Returned));
            return;
        }

        state.Devices.GetValueOrDefault(handOut.DeviceName)?.CountFailure();
        var failure = AttemptRules.Lost(handOut.DeviceName, job.FailureCount + job.Suspects.Count);
        bool isHeld = state.Leases.Find(job.Key) is not null; // by another device, whose result decides
        if (isHeld || !AttemptRules.IsEnough(job.FailureCount, job.Suspects.Count, job.Target.MaxAttempts))
        {
            if (!isHeld)
            {
                RequeueNeedsLock(job);
            }

            var attemptState = handOut.Counts ? AttemptState.Lost : AttemptState.Returned;
            WriteInBackground(End(handOut, attemptState) with { Failure = failure });
            return;
        }

        state.QueueOfNeedsLock(job.Target.DeviceClass).Remove(job);
        var end = End(handOut, AttemptState.Lost) with { Failure = failure, Outcome = failure, IsRecheck = job.IsRecheck };
        var task = StoreOutcomeAsync(job, end, () => RequeueNeedsLock(job));
        job.Storing = task.IsCompleted ? null : task;
        _ = IgnoreStorageFailureAsync(task);
    }
}
