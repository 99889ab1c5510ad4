using Grpc.Core;
using Grpc.Core.Interceptors;
using Lts.Domain;
using Lts.Serving.Server;
using Microsoft.Extensions.Logging;

namespace Lts.Serving.Quotas;

/// <summary>
/// Holds every caller to what <see cref="Limits"/> say of calls: requests a second, streams that are answered, and sessions, which go both ways.
/// This machine's own sessions are held to the total only.
/// </summary>
/// <param name="time">Rates and deadlines go by its uptime, which nobody can set.</param>
/// <param name="logger">Told of callers that are refused, once a minute each.</param>
public sealed class QuotaInterceptor(TimeProvider time, ILogger<QuotaInterceptor> logger) : Interceptor
{
    private readonly RateLimit _requests = new(Limits.RequestsPerSecond, Limits.RequestsAtOnce, time);
    private readonly CountLimit _streams = new(Limits.StreamsPerAddress, Limits.StreamCount);
    private readonly CountLimit _sessions = new(Limits.SessionsPerAddress, Limits.SessionCount);
    private readonly RateLimit _told = new(1 / 60.0, 1, time);

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        CountRequest(CallPeer.Of(context));
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        var peer = CallPeer.Of(context);
        CountRequest(peer);
        using var stream = _streams.TryEnter(peer.Address) ?? throw Refuse(
            peer, $"Too many streams are open: at most {Limits.StreamsPerAddress} from one address, and {Limits.StreamCount} in all. End some (watching, "
            + "downloads), then try again.");
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        var peer = CallPeer.Of(context);
        if (!peer.IsThisMachine)
        {
            CountRequest(peer); // A farm that is simulated here comes back all at once.
        }

        using var session = _sessions.TryEnter(peer.Address, countsInAllOnly: peer.IsThisMachine) ?? throw Refuse(
            peer, $"Too many agents are connected: at most {Limits.SessionsPerAddress} from one address, and {Limits.SessionCount} in all. Stop some, or "
            + "give them another coordinator.");
        await continuation(requestStream, responseStream, context);
    }

    private void CountRequest(CallPeer peer)
    {
        if (!_requests.TryTake(peer.Address))
        {
            throw Refuse(peer, $"Too many requests from one address: at most {Limits.RequestsPerSecond} a second. Wait a moment, then ask less often.");
        }
    }

    private QuotaExceededException Refuse(CallPeer peer, string message)
    {
        if (_told.TryTake(peer.Address))
        {
            logger.QuotaReached(peer.Address, message);
        }

        return new QuotaExceededException(message);
    }
}
