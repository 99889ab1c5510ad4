namespace Lts.Agent.Connection;

/// <summary>The waits of a session. Tests shorten them.</summary>
internal sealed record SessionTimes
{
    /// <summary>Longest wait before the first try to connect again. Default 0.5 s.</summary>
    public TimeSpan FirstReconnect { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest wait before any try to connect again. Default 15 s.</summary>
    public TimeSpan LongestReconnect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After a registration that the coordinator refused, until the next. Default 60 s.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A coordinator that has not answered the registration by then is given up for this try. Default 20 s.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After a request to stop: how long results and returned leases may take to leave. Default 2 s.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two progress messages of one phase. Default 0.3 s.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>A result that has not been acknowledged for this long, and at most twice as long, is sent again. Default 15 s.</summary>
    public TimeSpan Resend { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two tries to write results that the disk refused. Default 5 s.</summary>
    public TimeSpan SpoolRetry { get; init; } = TimeSpan.FromSeconds(5);
}
