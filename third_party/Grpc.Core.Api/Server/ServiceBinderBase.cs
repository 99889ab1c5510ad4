namespace Grpc.Core;

/// <summary>Takes in a service's methods; the server library derives its own.</summary>
public abstract class ServiceBinderBase
{
    /// <summary>Takes a method with one request, one response.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class =>
        throw Unbound(method);

    /// <summary>Takes a method with a stream of requests, one response.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class =>
        throw Unbound(method);

    /// <summary>Takes a method with one request, a stream of responses.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class =>
        throw Unbound(method);

    /// <summary>Takes a method with a stream each way.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class =>
        throw Unbound(method);

    private NotSupportedException Unbound(IMethod method) => new($"{GetType().Name} does not take methods such as {method.FullName}.");
}
