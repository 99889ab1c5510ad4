namespace Lts.Serving.Client;

/// <summary>How a client keeps its connection.</summary>
public sealed record ChannelSettings
{
    /// <summary>How long connecting may take. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After how long a silence the other side is asked for a sign of life. Default 20 s. A peer that vanished (a power cut, a pulled cable)
    /// is noticed after at most this and <see cref="PingTimeout"/>.
    /// </summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the sign may take. Default 10 s.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is asked also while no call is under way. Default true.</summary>
    public bool PingsWhenIdle { get; init; } = true;

    /// <summary>The largest message that is received, in bytes. Default 4 MiB.</summary>
    public int LargestResponseBytes { get; init; } = 4 << 20;

    /// <summary>Whether more connections are made when one is full: it carries a hundred streams. Default false.</summary>
    public bool HasManyStreams { get; init; }
}
