namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>What may happen to a program.</summary>
internal enum Fault
{
    /// <summary>kill -9, and a new start.</summary>
    Kill,

    /// <summary>SIGSTOP for longer than a lease lives without a heartbeat.</summary>
    Pause,

    /// <summary>Its time of day is set an hour forward or back.</summary>
    Clock,

    /// <summary>Its disk takes nothing more for a while.</summary>
    Disk,

    /// <summary>Somebody else holds its database locked, for longer than it waits for locks.</summary>
    Lock,

    /// <summary>kill -9 of a process that it has started.</summary>
    KillChild,

    /// <summary>SIGSTOP of a process that it has started.</summary>
    PauseChild,
}
