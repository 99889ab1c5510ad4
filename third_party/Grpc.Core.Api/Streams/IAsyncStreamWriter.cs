namespace Grpc.Core;

/// <summary>Messages as they go out, one after the other.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. The one before must have been written.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message unless cancelled; a writer that cannot be cancelled takes only a token that cannot either.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException($"{GetType().Name} cannot cancel a write.")
        : WriteAsync(message);
}

/// <summary>A client's requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no request follows.</summary>
    Task CompleteAsync();
}

/// <summary>A server's responses.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
