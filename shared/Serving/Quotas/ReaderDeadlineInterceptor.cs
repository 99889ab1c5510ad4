using Grpc.Core;
using Grpc.Core.Interceptors;
using Lts.Serving.Server;
using Microsoft.Extensions.Logging;

namespace Lts.Serving.Quotas;

/// <summary>
/// Ends calls whose client does not read: what is written for it waits in the server, and with it whatever the call holds. A client that reads,
/// however slowly, keeps its call.
/// </summary>
/// <param name="time">Rates and deadlines go by its uptime, which nobody can set.</param>
/// <param name="logger">Told of every call that is ended so.</param>
public sealed class ReaderDeadlineInterceptor(TimeProvider time, ILogger<ReaderDeadlineInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return continuation(request, new DeadlineWriter<TResponse>(responseStream, time, () => CutOff(context)), context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return continuation(requestStream, new DeadlineWriter<TResponse>(responseStream, time, () => CutOff(context)), context);
    }

    /// <summary>The stream is reset: an answer in order would wait behind what the client does not read.</summary>
    private void CutOff(ServerCallContext context)
    {
        logger.ReaderCutOff(context.Method, CallPeer.Of(context).Address, DeadlineWriter.Limit.TotalSeconds);
        context.GetHttpContext().Abort();
    }
}
