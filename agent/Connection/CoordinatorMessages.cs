using Lts.Contracts;
using Lts.Domain;
using Lts.Domain.Candidates;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Does what the coordinator says, one message at a time.</summary>
internal sealed class CoordinatorMessages(Inbox inbox, Spool spool, Outbox outbox, GraphSource graphs, ILogger log)
{
    private bool _isFull;
    private bool _hasSentUnknown;
    private string _quarantine = "";

    /// <summary>A drain of an earlier connection is over: the coordinator may have undone it, or forgotten this device, meanwhile.</summary>
    public void BeginConnection()
    {
        inbox.UndoDrain();
        (_isFull, _hasSentUnknown, _quarantine) = (false, false, "");
    }

    /// <summary>Handles a message that came after the registration.</summary>
    /// <param name="message">Any message but the answer to the registration.</param>
    /// <param name="cancellationToken">The connection ended.</param>
    /// <exception cref="InvalidOperationException">The connection shall be made anew; the message says why.</exception>
    public async ValueTask HandleAsync(Proto.CoordinatorMessage message, CancellationToken cancellationToken)
    {
        switch (message.MessageCase)
        {
            case Proto.CoordinatorMessage.MessageOneofCase.Lease:
                await TakeAsync(message.Lease, cancellationToken);
                break;
            case Proto.CoordinatorMessage.MessageOneofCase.CancelLease:
                Cancel(message.CancelLease.AttemptId);
                break;
            case Proto.CoordinatorMessage.MessageOneofCase.ResultAcknowledged:
                spool.Remove(message.ResultAcknowledged.AttemptId);
                ConnectionLog.Acknowledged(log, message.ResultAcknowledged.AttemptId);
                TakeLeasesAgain();
                break;
            case Proto.CoordinatorMessage.MessageOneofCase.Drain:
                await DrainAsync(message.Drain, cancellationToken);
                break;
            case Proto.CoordinatorMessage.MessageOneofCase.Approval:
                ConnectionLog.Approved(log, message.Approval.Undo ? "taken back" : "given");
                break;
            default:
                if (!_hasSentUnknown)
                {
                    _hasSentUnknown = true; // whoever sends one sends more of them
                    ConnectionLog.UnknownMessage(log);
                }

                break;
        }
    }

    /// <summary>Forgets an attempt that the coordinator wants neither measured nor reported.</summary>
    public void Forget(string attemptId)
    {
        Cancel(attemptId);
        spool.Remove(attemptId);
    }

    private async ValueTask TakeAsync(Proto.Lease lease, CancellationToken cancellationToken)
    {
        if (lease.AttemptId.Length is 0 or > AttemptId.LongestText)
        {
            ConnectionLog.LeaseWithoutId(log, lease.AttemptId.Length, AttemptId.LongestText);
        }
        else if (inbox.Holds(lease.AttemptId))
        {
            ConnectionLog.LeaseDuplicate(log, lease.AttemptId);
        }
        else if (spool.Find(lease.AttemptId) is { } result)
        {
            ConnectionLog.LeaseDuplicate(log, lease.AttemptId);
            await outbox.SendAsync(new Proto.AgentMessage { Result = result }, cancellationToken);
        }
        else if (spool.IsFull)
        {
            await RefuseForSpoolAsync(lease.AttemptId, cancellationToken);
        }
        else if (inbox.TryAdd(() => Hold(lease)))
        {
            ConnectionLog.LeaseReceived(log, lease.AttemptId, lease.CandidateId, lease.Attempt);
        }
        else
        {
            await ReturnAsync(lease.AttemptId, cancellationToken);
        }
    }

    private HeldLease Hold(Proto.Lease lease)
    {
        var plan = LeasePlan.Of(PlanMapping.Read(lease.Plan, int.MaxValue));
        var errors = LeasePlan.Errors(plan);
        return new HeldLease(lease.AttemptId, plan, dropped => errors.Count == 0
            ? graphs.FetchAsync(lease.Graph, lease.AttemptId, dropped)
            : Task.FromException<ReadOnlyMemory<byte>>(
                new PlanRefusedException($"The lease's plan is not one to measure by: {string.Join(' ', errors)}")));
    }

    // Unacknowledged results are never dropped, so there must be no more of them. The coordinator is asked for nothing new first, or it would
    // hand the returned lease out again at once.
    private async ValueTask RefuseForSpoolAsync(string attemptId, CancellationToken cancellationToken)
    {
        if (!_isFull)
        {
            _isFull = true;
            ConnectionLog.SpoolFull(log, spool.AttemptIds.Count);
            await outbox.SendAsync(new Proto.AgentMessage { DrainRequested = new Proto.DrainRequested() }, cancellationToken);
        }

        await ReturnAsync(attemptId, cancellationToken);
    }

    // Only a new connection takes the request for nothing new back.
    private void TakeLeasesAgain()
    {
        if (_isFull && !spool.IsHalfFull)
        {
            throw new InvalidOperationException("there is room for results again; connecting anew takes leases again");
        }
    }

    // No result and no return is sent: the coordinator has closed the attempt. One that was finished a moment before is in the spool and
    // goes the usual way.
    private void Cancel(string attemptId)
    {
        if (inbox.Remove(attemptId))
        {
            ConnectionLog.LeaseCancelled(log, attemptId);
        }
    }

    private async ValueTask DrainAsync(Proto.Drain drain, CancellationToken cancellationToken)
    {
        string reason = drain.Undo ? "" : drain.Reason;
        if (reason.Length > 0 && reason != _quarantine)
        {
            ConnectionLog.Quarantined(log, Printable.Of(reason)); // It may come to a device that drains already.
        }

        _quarantine = reason;
        if (inbox.IsDraining != drain.Undo)
        {
            return; // Said before.
        }

        if (drain.Undo)
        {
            inbox.UndoDrain();
            ConnectionLog.DrainUndone(log);
            return;
        }

        if (reason.Length == 0)
        {
            ConnectionLog.Draining(log);
        }

        foreach (var attemptId in inbox.Drain())
        {
            await ReturnAsync(attemptId, cancellationToken);
        }
    }

    private async ValueTask ReturnAsync(string attemptId, CancellationToken cancellationToken)
    {
        ConnectionLog.LeaseReturned(log, attemptId);
        await outbox.SendAsync(
            new Proto.AgentMessage { LeaseReturned = new Proto.LeaseReturned { AttemptId = attemptId } }, cancellationToken);
    }
}
