using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Lts.Serving.Errors;

/// <summary>Turns every failure of every call into the status that the program's table gives it.</summary>
/// <param name="failures">The failures that have a name.</param>
/// <param name="logger">Told of those that have none.</param>
public sealed class ErrorInterceptor(FailureTable failures, ILogger<ErrorInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    /// <summary>A read may find its connection gone a moment before the call is told.</summary>
    private static bool IsGone(Exception exception) =>
        exception is ConnectionResetException || exception.InnerException is ConnectionResetException or ConnectionAbortedException;

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        if (failures.StatusOf(exception) is { } status)
        {
            return new RpcException(status, failures.TrailersOf(exception));
        }

        if (context.CancellationToken.IsCancellationRequested || IsGone(exception))
        {
            return new RpcException(new Status(StatusCode.Cancelled, "The connection is gone."));
        }

        logger.CallBroke(exception, context.Method, failures.Program);
        return new RpcException(new Status(StatusCode.Internal, $"An error in the {failures.Program}; its log has the details."));
    }
}
