using Google.Protobuf;
using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Serving.Quotas;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Carries one session over one stream: a reader and a writer, each with a bound on what it may leave unfinished.</summary>
internal sealed class AgentStream(
    DeviceSession session, DeviceRegistry registry, Dispatcher dispatcher, GraphCatalog graphs, TimeProvider time, ILogger logger) : IDisposable
{
    private const int LargestInlineGraph = 256 << 10;
    private const int ResultsInFlight = 64;
    private static readonly TimeSpan LastMessageLimit = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _results = new(ResultsInFlight);
    private readonly TokenBucket _pace = new(Limits.MessagesPerSecond, Limits.MessagesAtOnce);

    /// <summary>Runs until either side ends the session.</summary>
    /// <exception cref="SessionEndedException">This side did.</exception>
    /// <exception cref="StorageException">A result could not be stored; the agent keeps it and comes back.</exception>
    /// <exception cref="ValidationException">The agent sent something that makes no sense.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<Proto.AgentMessage> requests, IServerStreamWriter<Proto.CoordinatorMessage> responses,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failure = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = ReadAsync(requests, failure, stop.Token);
        using var cut = new CancellationTokenSource();
        var writing = WriteAsync(responses, stop.Token, cut.Token);
        var first = await Task.WhenAny(reading, writing, failure.Task);
        await stop.CancelAsync();
        try
        {
            await first;
        }
        catch (Exception e) when (e is SessionEndedException or StorageException or ValidationException)
        {
            logger.ConnectionEnds(session.DeviceName, e.Message);
            throw;
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested || e is IOException)
        {
            // The agent is gone; what it holds is its own until the lease timeout.
        }
        finally
        {
            // The other loop has been cancelled; its end tells nothing new. Only an agent that does not read is cut off in the middle of a message,
            // for that resets the stream, and the agent would not learn why it ended.
            var both = Task.WhenAll(reading, writing).ContinueWith(_ => { }, TaskScheduler.Default);
            try
            {
                await both.WaitAsync(LastMessageLimit, time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                await cut.CancelAsync();
                await both;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _results.Dispose();

    private async Task ReadAsync(
        IAsyncStreamReader<Proto.AgentMessage> requests, TaskCompletionSource failure, CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            await KeepPaceAsync(cancellationToken);
            var message = requests.Current;
            switch (message.MessageCase)
            {
                case Proto.AgentMessage.MessageOneofCase.Heartbeat:
                    Check(message.Heartbeat);
                    registry.Heartbeat(
                        session, message.Heartbeat.HeldAttemptIds,
                        message.Heartbeat.HasRunningAttemptId ? message.Heartbeat.RunningAttemptId : null);
                    break;
                case Proto.AgentMessage.MessageOneofCase.Progress:
                    registry.Progress(session, message.Progress.AttemptId);
                    logger.Progress(
                        session.DeviceName, Printable.Of(message.Progress.AttemptId), message.Progress.Phase.ToString(), message.Progress.Rounds);
                    break;
                case Proto.AgentMessage.MessageOneofCase.Result:
                    await _results.WaitAsync(cancellationToken);
                    _ = AcceptAsync(message.Result, failure, cancellationToken);
                    break;
                case Proto.AgentMessage.MessageOneofCase.LeaseReturned:
                    dispatcher.Return(session.DeviceName, message.LeaseReturned.AttemptId);
                    break;
                case Proto.AgentMessage.MessageOneofCase.DrainRequested:
                    registry.RequestDrain(session);
                    break;
                case Proto.AgentMessage.MessageOneofCase.Register:
                    throw new ValidationException("the connection", ["register was sent twice; open a new connection instead."]);
                default:
                    break; // A newer agent's message that this coordinator does not know.
            }
        }
    }

    /// <summary>An agent that sends too fast is read more slowly; the rest waits on its side.</summary>
    private async Task KeepPaceAsync(CancellationToken cancellationToken)
    {
        while (!_pace.TryTake(time.GetUptime()))
        {
            await Task.Delay(_pace.WaitAt(time.GetUptime()), time, cancellationToken);
        }
    }

    /// <summary>Before the fleet's lock is taken for it.</summary>
    private static void Check(Proto.Heartbeat heartbeat)
    {
        if (heartbeat.HeldAttemptIds.Count > Limits.HeartbeatAttemptCount)
        {
            throw new ValidationException("the heartbeat", [$"held_attempt_ids must be at most {Limits.HeartbeatAttemptCount}."]);
        }

        if (heartbeat.RunningAttemptId.Length > AttemptId.LongestText)
        {
            throw new ValidationException("the heartbeat", [$"running_attempt_id may have at most {AttemptId.LongestText} characters."]);
        }
    }

    private async Task AcceptAsync(Proto.Result result, TaskCompletionSource failure, CancellationToken cancellationToken)
    {
        try
        {
            await dispatcher.AcceptResultAsync(session.DeviceName, result.AttemptId, OutcomeMapping.Read(result));
            await session.SendAsync(new AgentCommand.AcknowledgeResult(result.AttemptId), cancellationToken);
            _results.Release();
        }
        catch (Exception e)
        {
            failure.TrySetException(e); // Ends the stream; the agent keeps the result and comes back with it.
        }
    }

    private async Task WriteAsync(
        IServerStreamWriter<Proto.CoordinatorMessage> responses, CancellationToken stop, CancellationToken cut)
    {
        await foreach (var command in session.Commands.ReadAllAsync(stop))
        {
            await responses.WriteAsync(Write(command), cut);
        }
    }

    private Proto.CoordinatorMessage Write(AgentCommand command) => command switch
    {
        AgentCommand.OfferLease offer => new Proto.CoordinatorMessage { Lease = Write(offer) },
        AgentCommand.CancelLease cancel => new Proto.CoordinatorMessage
        {
            CancelLease = new Proto.CancelLease { AttemptId = cancel.Attempt.ToString() },
        },
        AgentCommand.AcknowledgeResult done => new Proto.CoordinatorMessage
        {
            ResultAcknowledged = new Proto.ResultAcknowledged { AttemptId = done.AttemptId },
        },
        AgentCommand.SetApproval approval => new Proto.CoordinatorMessage { Approval = new Proto.Approval { Undo = approval.Undo } },
        AgentCommand.SetDrain drain => new Proto.CoordinatorMessage { Drain = new Proto.Drain { Undo = drain.Undo, Reason = drain.Reason ?? "" } },
        _ => throw new ArgumentException($"There is no message for {command.GetType()}.", nameof(command)),
    };

    private Proto.Lease Write(AgentCommand.OfferLease offer)
    {
        var job = offer.Job;
        var graph = graphs.Get(job.Architecture, job.Target.Plan);
        var lease = new Proto.Lease
        {
            AttemptId = offer.Attempt.ToString(),
            StudyId = job.Key.StudyId,
            CandidateId = job.Key.ToString(),
            Attempt = offer.Attempt.Number,
            Graph = new Proto.Graph { Sha256 = graph.Sha256, SizeBytes = graph.Bytes.Length },
            Plan = PlanMapping.ToProto(job.Target.Plan),
        };
        if (graph.Bytes.Length <= LargestInlineGraph)
        {
            lease.Graph.Content = UnsafeByteOperations.UnsafeWrap(graph.Bytes);
        }

        return lease;
    }
}
