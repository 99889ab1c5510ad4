namespace Lts.Coordinator.Fleet;

/// <summary>Why the coordinator ended a session.</summary>
internal enum SessionEndReason
{
    /// <summary>The same agent connected again.</summary>
    Superseded = 1,

    /// <summary>The agent does not read what it is sent.</summary>
    TooSlow = 2,

    /// <summary>No heartbeat came for the lease timeout.</summary>
    Silent = 3,

    /// <summary>Somebody removed the device.</summary>
    Removed = 4,

    /// <summary>The coordinator stops.</summary>
    Stopping = 5,
}
