using System.Text.Json.Serialization;

namespace Lts.Domain.Studies;

/// <summary>How far a target has come; stored when its study ends.</summary>
public sealed record TargetProgress
{
    /// <summary>The generation proposed last, from 0; −1 before the first.</summary>
    [JsonPropertyName("generation")]
    public int Generation { get; init; } = -1;

    /// <summary>Generations when done; <see langword="null"/> when not known.</summary>
    [JsonPropertyName("generation_count")]
    public int? GenerationCount { get; init; }

    /// <summary>Candidates proposed.</summary>
    [JsonPropertyName("proposed_count")]
    public int ProposedCount { get; init; }

    /// <summary>Candidates measured.</summary>
    [JsonPropertyName("measured_count")]
    public int MeasuredCount { get; init; }

    /// <summary>Candidates failed.</summary>
    [JsonPropertyName("failed_count")]
    public int FailedCount { get; init; }

    /// <summary>Candidates in devices' hands.</summary>
    [JsonPropertyName("leased_count")]
    public int LeasedCount { get; init; }

    /// <summary>Candidates on the frontier.</summary>
    [JsonPropertyName("frontier_count")]
    public int FrontierCount { get; init; }

    /// <summary>Hypervolume of the frontier; 0 until its reference point is fixed, which the first generation does.</summary>
    [JsonPropertyName("hypervolume")]
    public double Hypervolume { get; init; }

    /// <summary>Whether the reference point is fixed, so that the hypervolume means something. True of the moment; not stored.</summary>
    [JsonIgnore]
    public bool HasReferencePoint { get; init; }

    /// <summary>The hypervolume, for people; <see langword="null"/> until there is one.</summary>
    public double? KnownHypervolume => HasReferencePoint ? Hypervolume : null;

    /// <summary>Candidates when done, as far as it is known.</summary>
    [JsonPropertyName("expected_count")]
    public int ExpectedCount { get; init; }

    /// <summary>Estimate of the time left; <see langword="null"/> when not known.</summary>
    [JsonPropertyName("remaining")]
    public TimeSpan? Remaining { get; init; }

    /// <summary>What measuring candidates again has shown; <see langword="null"/> where nothing was.</summary>
    [JsonPropertyName("checks")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CheckSummary? Checks { get; init; }

    /// <summary>Whether the search came to its end.</summary>
    [JsonPropertyName("finished")]
    public bool Finished { get; init; }
}
