namespace Lts.Domain.Candidates;

/// <summary>How a candidate came to be proposed.</summary>
public enum CandidateOrigin
{
    /// <summary>Drawn from the space.</summary>
    Random = 1,

    /// <summary>A changed copy of one parent.</summary>
    Mutation = 2,

    /// <summary>A mixture of two parents.</summary>
    Crossover = 3,

    /// <summary>Named by the user.</summary>
    Given = 4,
}
