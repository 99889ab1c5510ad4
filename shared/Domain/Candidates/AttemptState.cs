namespace Lts.Domain.Candidates;

/// <summary>What became of one hand-out of a candidate to a device. The numbers are stored.</summary>
public enum AttemptState
{
    /// <summary>The device holds it, as far as is known.</summary>
    Active = 1,

    /// <summary>It brought the candidate's outcome.</summary>
    Done = 2,

    /// <summary>It failed in a way that is worth another attempt.</summary>
    Failed = 3,

    /// <summary>The device went away with it.</summary>
    Lost = 4,

    /// <summary>Given back or called back unmeasured; does not count against the candidate.</summary>
    Returned = 5,
}
