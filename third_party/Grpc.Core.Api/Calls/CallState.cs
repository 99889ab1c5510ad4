namespace Grpc.Core;

/// <summary>What the four kinds of call share: callbacks into the client library, and the object that it wants back in each.</summary>
internal readonly struct CallState(
    Func<object, Task<Metadata>> headers, Func<object, Status> status, Func<object, Metadata> trailers, Action<object> dispose,
    object state)
{
    public Task<Metadata> Headers => headers(state);

    public Status Status => status(state);

    public Metadata Trailers => trailers(state);

    public void Dispose() => dispose(state);
}
