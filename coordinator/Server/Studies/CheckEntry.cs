using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;

namespace Lts.Coordinator.Studies;

/// <summary>A candidate that is, was, or will be measured again. Mutable; used by the target's checks only.</summary>
/// <param name="index">Order of proposal of the candidate.</param>
internal sealed class CheckEntry(int index)
{
    /// <summary>The candidate's index.</summary>
    public int Index { get; } = index;

    /// <summary>What was measured of it, without raw samples; the first is its outcome.</summary>
    public List<Reading> Readings { get; } = [];

    /// <summary>What that came to.</summary>
    public CandidateCheck Check { get; set; }

    /// <summary>The hand-out that is under way; <see langword="null"/> for none.</summary>
    public LeaseJob? Job { get; set; }

    /// <summary>Number of the last attempt.</summary>
    public int LastAttempt { get; set; }

    /// <summary>Whether its generation waits for it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether it was given up: there is no device that could say more.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Since when nobody is there who could measure it, by the <see cref="Uptime"/>; <see langword="null"/> when somebody is.</summary>
    public TimeSpan? AloneSince { get; set; }

    /// <summary>Whether something is still to come.</summary>
    public bool IsPending => Check == CandidateCheck.InDoubt || (Check == CandidateCheck.None && !IsGivenUp);
}
