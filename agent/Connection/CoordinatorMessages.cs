using Lts.Contracts;
using Lts.Domain.Candidates;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Does what the coordinator says, one message at a time.</summary>
internal sealed class CoordinatorMessages(Inbox inbox, Spool spool, Outbox outbox, GraphSource graphs, ILogger log)
{
    /// <summary>A drain of an earlier connection is over: the coordinator may have undone it, or forgotten this device, meanwhile.</summary>
    public void BeginConnection() => inbox.UndoDrain();

    /// <summary>Handles a message that came after the registration.</summary>
    /// <param name="message">Any message but the answer to the registration.</param>
    /// <param name="cancellationToken">The connection ended.</param>
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
                break;
            case Proto.CoordinatorMessage.MessageOneofCase.Drain:
                await DrainAsync(message.Drain.Undo, cancellationToken);
                break;
            default:
                ConnectionLog.UnknownMessage(log);
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
            ConnectionLog.LeaseUnnamed(log, lease.AttemptId.Length); // No coordinator would take its result, or an agent that holds it.
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
        else if (inbox.TryAdd(() => new HeldLease(
            lease.AttemptId, LeasePlan.Of(PlanMapping.Read(lease.Plan, int.MaxValue)),
            dropped => graphs.FetchAsync(lease.Graph, lease.AttemptId, dropped))))
        {
            ConnectionLog.LeaseReceived(log, lease.AttemptId, lease.CandidateId, lease.Attempt);
        }
        else
        {
            await ReturnAsync(lease.AttemptId, cancellationToken);
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

    private async ValueTask DrainAsync(bool undo, CancellationToken cancellationToken)
    {
        if (undo)
        {
            inbox.UndoDrain();
            ConnectionLog.DrainUndone(log);
            return;
        }

        ConnectionLog.Draining(log);
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
