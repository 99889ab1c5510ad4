using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a message's bytes come from.</summary>
public abstract class DeserializationContext
{
    /// <summary>How many bytes there are.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The bytes as an array of the caller's own.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw Missing();

    /// <summary>The bytes in place, good until the message has been read.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw Missing();

    private NotSupportedException Missing() => new($"{GetType().Name} leaves this way of reading out.");
}
