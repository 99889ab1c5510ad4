namespace Lts.Domain.Candidates;

/// <summary>What measuring a candidate again said of its outcome. The numbers are stored.</summary>
public enum CandidateCheck
{
    /// <summary>It was not measured again, or not often enough to say anything.</summary>
    None = 0,

    /// <summary>Another measurement agrees with it.</summary>
    Confirmed = 1,

    /// <summary>It was replaced by a later measurement.</summary>
    Corrected = 2,

    /// <summary>Its measurements contradict each other, and it is not known which is wrong.</summary>
    Open = 3,

    /// <summary>Its device is in quarantine and nobody has confirmed it: it does not count until it has been measured again.</summary>
    InDoubt = 4,
}
