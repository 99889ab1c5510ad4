namespace Lts.Agent.Measurement.Rules;

/// <summary>Why the agent killed a measuring process.</summary>
internal enum KillReason
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>Too much memory.</summary>
    MemoryLimit = 1,

    /// <summary>Too much time.</summary>
    TimeLimit = 2,

    /// <summary>The measurement was cancelled.</summary>
    Cancelled = 3,

    /// <summary>It was no longer needed: its sibling had failed.</summary>
    NotNeeded = 4,
}
