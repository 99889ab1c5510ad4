using System.Threading.Channels;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Devices;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// One connection from registration to its end: one reader, one writer behind the <see cref="Outbox"/>, heartbeats, and the spooled
/// results once more. When any of them fails, all end.
/// </summary>
internal sealed class CoordinatorLink(
    Proto.AgentService.AgentServiceClient client, DeviceRegistration registration, Inbox inbox, Spool spool, Outbox outbox,
    CoordinatorMessages messages, RunMarker marker, SessionTimes times, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromMinutes(1);

    /// <summary>Whether the coordinator has accepted the registration.</summary>
    public bool IsRegistered { get; private set; }

    /// <summary>Runs until the connection ends: in order, by <see cref="Outbox.Close"/> and the coordinator's answer to it, or not.</summary>
    /// <param name="stop">Ends a registration that is under way; later it is ignored, so that the last messages can leave.</param>
    /// <param name="abort">Ends the connection at once.</param>
    /// <exception cref="RpcException">The connection failed or was refused.</exception>
    /// <exception cref="OperationCanceledException">One of the tokens was cancelled.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var call = client.Connect(cancellationToken: abort);
        var registered = await RegisterAsync(call, stop);
        IsRegistered = true;
        marker.Told();
        ConnectionLog.Connected(log, registered.DeviceClass, registered.CoordinatorVersion);
        if (registered.AwaitsApproval)
        {
            ConnectionLog.AwaitsApproval(log, registration.Name);
        }

        messages.BeginConnection();
        foreach (var attemptId in registered.DroppedAttemptIds)
        {
            messages.Forget(attemptId);
        }

        var outgoing = outbox.Open();
        // Read between opening and reading, so that no result is missed and hardly one is sent twice, which would do no harm.
        var unacknowledged = spool.Results;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(abort);
        try
        {
            // The reader ends when the coordinator closes the stream; whatever else ends well leaves the others running.
            var reading = EndAllAfterAsync(ReadAsync(call.ResponseStream, ending.Token), ending, evenWhenWell: true);
            await Task.WhenAll(
                reading,
                EndAllAfterAsync(WriteAsync(outgoing, call.RequestStream, ending.Token), ending),
                EndAllAfterAsync(BeatAsync(HeartbeatInterval(registered.HeartbeatIntervalMs), ending.Token), ending),
                EndAllAfterAsync(ResendAsync(unacknowledged, ending.Token), ending));
        }
        finally
        {
            outbox.Close();
        }
    }

    private async Task<Proto.Registered> RegisterAsync(
        AsyncDuplexStreamingCall<Proto.AgentMessage, Proto.CoordinatorMessage> call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(times.Handshake, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var register = RegistrationMapping.ToProto(registration with
            {
                HeldAttemptIds = [.. HeldAttemptIds()],
                InterruptedAttemptIds = marker.Interrupted is { } interrupted ? [interrupted] : [],
                TellsInterruptions = true,
            });
            try
            {
                await call.RequestStream.WriteAsync(new Proto.AgentMessage { Register = register }, either.Token);
            }
            catch (InvalidOperationException) when (!either.IsCancellationRequested)
            {
                // The call ended while this was written; reading tells why.
            }

            if (!await call.ResponseStream.MoveNext(either.Token))
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator closed the stream without an answer"));
            }
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(
                StatusCode.Unavailable, $"no answer to the registration within {times.Handshake.TotalSeconds:0} s", e));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return call.ResponseStream.Current.Registered
            ?? throw new RpcException(new Status(
                StatusCode.Unavailable, $"the coordinator's first message was {call.ResponseStream.Current.MessageCase}, not Registered"));
    }

    private async Task ReadAsync(IAsyncStreamReader<Proto.CoordinatorMessage> incoming, CancellationToken cancellationToken)
    {
        while (await incoming.MoveNext(cancellationToken))
        {
            await messages.HandleAsync(incoming.Current, cancellationToken);
        }
    }

    private static async Task WriteAsync(
        ChannelReader<Proto.AgentMessage> outgoing, IClientStreamWriter<Proto.AgentMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in outgoing.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(message, cancellationToken);
        }

        await stream.CompleteAsync();
    }

    private async Task BeatAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var heartbeat = new Proto.Heartbeat { HeldAttemptIds = { HeldAttemptIds() }, RunningAttemptId = marker.Running };
            if (!await outbox.SendAsync(new Proto.AgentMessage { Heartbeat = heartbeat }, cancellationToken))
            {
                return;
            }
        }
    }

    // A coordinator that could not store a result does not acknowledge it and may keep the stream: what is still here a whole interval
    // later is sent again.
    private async Task ResendAsync(IReadOnlyList<Proto.Result> unacknowledged, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(times.Resend, time);
        await SendAsync(unacknowledged, cancellationToken);
        var seen = spool.AttemptIds;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await SendAsync(spool.Results.Where(r => seen.Contains(r.AttemptId)), cancellationToken);
            seen = spool.AttemptIds;
        }
    }

    private async Task SendAsync(IEnumerable<Proto.Result> results, CancellationToken cancellationToken)
    {
        foreach (var result in results)
        {
            await outbox.SendAsync(new Proto.AgentMessage { Result = result }, cancellationToken);
        }
    }

    private async Task EndAllAfterAsync(Task task, CancellationTokenSource ending, bool evenWhenWell = false)
    {
        try
        {
            await task;
            if (evenWhenWell)
            {
                outbox.Close();
                await ending.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Another part ended first and says why.
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && ending.IsCancellationRequested)
        {
            // The same, said by the stream.
        }
        catch (Exception e)
        {
            outbox.Close(e);
            await ending.CancelAsync();
            throw;
        }
    }

    private IEnumerable<string> HeldAttemptIds() => inbox.AttemptIds.Union(spool.AttemptIds);

    /// <summary>How often to send a heartbeat: what the coordinator wishes, where that makes sense. More often than wished does no harm.</summary>
    /// <param name="milliseconds">The coordinator's wish.</param>
    internal static TimeSpan HeartbeatInterval(long milliseconds)
    {
        if (milliseconds <= 0)
        {
            return DefaultHeartbeat;
        }

        var wish = TimeSpan.FromMilliseconds(Math.Min(milliseconds, (long)LongestHeartbeat.TotalMilliseconds));
        return wish > ShortestHeartbeat ? wish : ShortestHeartbeat;
    }
}
