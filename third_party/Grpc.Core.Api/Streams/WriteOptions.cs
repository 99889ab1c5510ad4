namespace Grpc.Core;

/// <summary>How messages are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>Nothing special.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The wishes.</summary>
    public WriteFlags Flags { get; } = flags;
}

/// <summary>Wishes about a write.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More follows at once: no need to flush.</summary>
    BufferHint = 1,

    /// <summary>Leave the message uncompressed.</summary>
    NoCompress = 2,
}
