using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a message's bytes go: as one array, or written piece by piece.</summary>
public abstract class SerializationContext
{
    /// <summary>The bytes are all in <paramref name="payload"/>.</summary>
    public virtual void Complete(byte[] payload) => throw Missing();

    /// <summary>Where to write the pieces.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw Missing();

    /// <summary>How many bytes the pieces will have, said before the first one.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw Missing();

    /// <summary>The last piece has been written.</summary>
    public virtual void Complete() => throw Missing();

    private NotSupportedException Missing() => new($"{GetType().Name} leaves this way of writing out.");
}
