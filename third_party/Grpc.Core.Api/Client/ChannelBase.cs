namespace Grpc.Core;

/// <summary>A way to one server; the client library derives its channel from it.</summary>
public abstract class ChannelBase
{
    /// <param name="target">The address, for show.</param>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address, for show.</summary>
    public string Target { get; }

    /// <summary>Makes what starts calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Does what closing takes; nothing by default.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
