namespace Lts.Domain.Studies;

/// <summary>How far a target has come; stored when its study ends.</summary>
public sealed record TargetProgress
{
    /// <summary>The generation proposed last, from 0; −1 before the first.</summary>
    public int Generation { get; init; } = -1;

    /// <summary>Generations when done; <see langword="null"/> when not known.</summary>
    public int? GenerationCount { get; init; }

    /// <summary>Candidates proposed.</summary>
    public int ProposedCount { get; init; }

    /// <summary>Candidates measured.</summary>
    public int MeasuredCount { get; init; }

    /// <summary>Candidates failed.</summary>
    public int FailedCount { get; init; }

    /// <summary>Candidates in devices' hands.</summary>
    public int LeasedCount { get; init; }

    /// <summary>Candidates on the frontier.</summary>
    public int FrontierCount { get; init; }

    /// <summary>Hypervolume of the frontier; 0 until its reference point is fixed, which the first generation does.</summary>
    public double Hypervolume { get; init; }

    /// <summary>The hypervolume; <see langword="null"/> until there is one.</summary>
    public double? KnownHypervolume => Hypervolume > 0 ? Hypervolume : null;

    /// <summary>Candidates when done, as far as it is known.</summary>
    public int ExpectedCount { get; init; }

    /// <summary>Estimate of the time left; <see langword="null"/> when not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Whether the search came to its end.</summary>
    public bool Finished { get; init; }
}
