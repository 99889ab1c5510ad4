using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Rules;

/// <summary>Everything that is known of how a measuring process ended.</summary>
internal sealed record ChildEnd
{
    /// <summary>Exit code; 128 plus the number of the signal that killed it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why the agent killed it, if it did.</summary>
    public KillReason Killed { get; init; }

    /// <summary>Whether the system killed some process for lack of memory meanwhile; <see langword="null"/> when it does not tell.</summary>
    public bool? MemoryKillsSeen { get; init; }

    /// <summary>The failure that the process reported itself.</summary>
    public (FailureKind Kind, string Message)? Reported { get; init; }

    /// <summary>What it was doing last, for people: <c>creating the session</c>.</summary>
    public string Doing { get; init; } = "starting";

    /// <summary>The last it wrote to standard error.</summary>
    public string ErrorTail { get; init; } = "";

    /// <summary>Its largest resident memory that the watchdog saw, in bytes.</summary>
    public long PeakSeenBytes { get; init; }

    /// <summary>Its memory limit in bytes.</summary>
    public long MemoryLimitBytes { get; init; }

    /// <summary>The time limit of the whole measurement.</summary>
    public TimeSpan TimeLimit { get; init; }
}
