using Grpc.Core;
using Lts.Domain;

namespace Lts.Serving.Quotas;

/// <summary>Writes messages of a stream; each must be taken within <see cref="DeadlineWriter.Limit"/>.</summary>
/// <param name="inner">Completes a write when the client has made room for it.</param>
/// <param name="time">Rates and deadlines go by its uptime, which nobody can set.</param>
/// <param name="cutOff">Ends the call, so that a write that waits fails.</param>
internal sealed class DeadlineWriter<T>(IServerStreamWriter<T> inner, TimeProvider time, Action cutOff) : IServerStreamWriter<T>
{
    /// <inheritdoc/>
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message) => WithinAsync(inner.WriteAsync(message));

    /// <inheritdoc/>
    public Task WriteAsync(T message, CancellationToken cancellationToken) => WithinAsync(inner.WriteAsync(message, cancellationToken));

    private Task WithinAsync(Task write) => write.IsCompleted ? write : WaitAsync(write);

    /// <exception cref="SlowReaderException">The client does not read.</exception>
    private async Task WaitAsync(Task write)
    {
        try
        {
            await write.WaitAsync(DeadlineWriter.Limit, time);
        }
        catch (TimeoutException) when (!write.IsCompleted)
        {
            cutOff();
            await write.ContinueWith(_ => { }, TaskScheduler.Default); // It still holds the call, which must not be over before it.
            throw new SlowReaderException(DeadlineWriter.Limit);
        }
    }
}

/// <summary>What all such writers have in common.</summary>
internal static class DeadlineWriter
{
    /// <summary>How long a message may wait for its reader.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(Limits.ReaderSeconds);
}
