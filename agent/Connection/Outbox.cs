using System.Threading.Channels;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// Where messages wait for the stream's one writer. Without a connection there is none and messages are dropped: results are in the
/// spool and go out after the next registration, leases returned meanwhile are simply no longer named in it.
/// </summary>
internal sealed class Outbox
{
    private const int Capacity = 64;

    // Progress must never be what a result waits behind.
    private const int ProgressCapacity = 8;

    private volatile Channel<Proto.AgentMessage>? _current;

    /// <summary>Starts to take messages for a new connection.</summary>
    /// <returns>What its writer reads.</returns>
    public ChannelReader<Proto.AgentMessage> Open()
    {
        var channel = Channel.CreateBounded<Proto.AgentMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });
        _current = channel;
        return channel.Reader;
    }

    /// <summary>Takes no more messages; the writer still gets those that wait.</summary>
    /// <param name="reason">Why the connection broke; <see langword="null"/> for an orderly end.</param>
    public void Close(Exception? reason = null) => _current?.Writer.TryComplete(reason);

    /// <summary>Sends a message, waiting for room.</summary>
    /// <returns><see langword="false"/> without a connection.</returns>
    public async ValueTask<bool> SendAsync(Proto.AgentMessage message, CancellationToken cancellationToken)
    {
        if (_current is not { } channel)
        {
            return false;
        }

        try
        {
            await channel.Writer.WriteAsync(message, cancellationToken);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Sends progress where there is room; drops it otherwise.</summary>
    public void SendProgress(Proto.Progress progress)
    {
        if (_current is { } channel && channel.Reader.Count < ProgressCapacity)
        {
            channel.Writer.TryWrite(new Proto.AgentMessage { Progress = progress });
        }
    }
}
