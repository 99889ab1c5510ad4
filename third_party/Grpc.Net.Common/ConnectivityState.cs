namespace Grpc.Core;

/// <summary>What a channel is doing.</summary>
public enum ConnectivityState
{
    /// <summary>Nothing yet.</summary>
    Idle = 0,

    /// <summary>Connecting.</summary>
    Connecting = 1,

    /// <summary>Connected.</summary>
    Ready = 2,

    /// <summary>Waiting after a failure, to try again.</summary>
    TransientFailure = 3,

    /// <summary>Closed for good.</summary>
    Shutdown = 4,
}
