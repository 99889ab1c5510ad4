using Lts.Contracts;
using Lts.Domain;
using Lts.Domain.Measurements;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// Measures the inbox's leases one after the other, whether the coordinator is connected or not, and spools each result before it is sent.
/// </summary>
internal sealed class LeaseWorker(
    Inbox inbox, Spool spool, RunMarker marker, Outbox outbox, MeasureCandidate measure, string agentVersion, SessionTimes times,
    TimeProvider time, ILogger log)
{
    private const int RoomForNote = 40; // of how much is missing

    /// <summary>Works until told to stop; then kills what runs and returns every lease.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await HandleAsync(await inbox.TakeAsync(cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked for.
        }

        // First, so that a returned lease is not answered with a new one.
        await outbox.SendAsync(new Proto.AgentMessage { DrainRequested = new Proto.DrainRequested() }, CancellationToken.None);
        foreach (var attemptId in inbox.Close())
        {
            ConnectionLog.LeaseReturned(log, attemptId);
            await outbox.SendAsync(
                new Proto.AgentMessage { LeaseReturned = new Proto.LeaseReturned { AttemptId = attemptId } }, CancellationToken.None);
        }
    }

    private async Task HandleAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Dropped, cancellationToken);
        MeasurementOutcome outcome;
        try
        {
            outcome = await MeasureAsync(lease, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            marker.Drop();
            return;
        }

        // Spooled before it is released, so that at every moment one of the two names the attempt.
        var result = OutcomeMapping.ToProto(lease.AttemptId, Cut(outcome));
        spool.Put(result);
        marker.End();
        inbox.Release(lease);
        Report(lease.AttemptId, outcome);
        await outbox.SendAsync(new Proto.AgentMessage { Result = result }, cancellationToken);
    }

    private async Task<MeasurementOutcome> MeasureAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        try
        {
            var graph = await lease.Graph.WaitAsync(cancellationToken);
            marker.Prepare(lease.AttemptId);
            var progress = new ProgressThrottle(times.ProgressInterval, time, p =>
            {
                marker.Begin(); // With the first measuring process: what came before was the device's own.
                outbox.SendProgress(ProgressMapping.ToProto(lease.AttemptId, p));
            });
            return await measure(graph, lease.Plan, progress, cancellationToken);
        }
        catch (Exception e) when (e is GraphTooLargeException or PlanRefusedException)
        {
            return Failure(FailureKind.InvalidGraph, e.Message, start);
        }
        catch (GraphUnavailableException e)
        {
            return Failure(FailureKind.GraphUnavailable, e.Message, start);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The measurer promises not to throw. One that does must not end the agent, and its bug must be seen.
            ConnectionLog.MeasurerFailed(log, lease.AttemptId, e);
            return Failure(FailureKind.DeviceError, $"The agent failed: {e.Message}", start);
        }
    }

    // What a runtime or a coordinator said is in it, of any length; a result stays small on the disk and on the way.
    private static MeasurementOutcome Cut(MeasurementOutcome outcome) => outcome is MeasurementFailure failure
        ? failure with { Message = Printable.Lines(failure.Message, Limits.MessageLength - RoomForNote) }
        : outcome;

    private MeasurementFailure Failure(FailureKind kind, string message, DateTimeOffset start) => new()
    {
        Kind = kind,
        Message = message,
        Context = new MeasurementContext { AgentVersion = agentVersion, StartTime = start, EndTime = time.GetUtcNow() },
    };

    private void Report(string attemptId, MeasurementOutcome outcome)
    {
        switch (outcome)
        {
            case CandidateMeasurement m:
                ConnectionLog.Measured(log, attemptId, m.Latency.LatencyMs, m.Memory.PeakBytes / (double)(1 << 20), $"{m.Verdict}");
                break;
            case MeasurementFailure f:
                ConnectionLog.Failed(log, attemptId, $"{f.Kind}", f.Message);
                break;
        }
    }
}
