namespace Lts.Domain.Candidates;

/// <summary>What became of a candidate. The numbers are stored, except <see cref="Leased"/>, which follows from its attempts.</summary>
public enum CandidateState
{
    /// <summary>Waits for a device.</summary>
    Pending = 1,

    /// <summary>A device holds it.</summary>
    Leased = 2,

    /// <summary>Has a measurement.</summary>
    Measured = 3,

    /// <summary>Has a failure, and will not be tried again.</summary>
    Failed = 4,

    /// <summary>Its study was cancelled before it had an outcome.</summary>
    Cancelled = 5,
}
