using System.Text.Json.Serialization;

namespace Lts.Domain.Studies;

/// <summary>What measuring candidates of a target again has shown; stored when the study ends.</summary>
public sealed record CheckSummary
{
    /// <summary>Candidates whose first outcome was confirmed.</summary>
    [JsonPropertyName("confirmed_count")]
    public int ConfirmedCount { get; init; }

    /// <summary>Candidates whose outcome was replaced.</summary>
    [JsonPropertyName("corrected_count")]
    public int CorrectedCount { get; init; }

    /// <summary>Candidates whose measurements contradict each other, nobody knowing which is wrong.</summary>
    [JsonPropertyName("open_count")]
    public int OpenCount { get; init; }

    /// <summary>Candidates that do not count until they have been measured again.</summary>
    [JsonPropertyName("in_doubt_count")]
    public int InDoubtCount { get; init; }

    /// <summary>By what factor latencies of confirmed candidates differ, in the median; 0 where there are none.</summary>
    [JsonPropertyName("median_ratio")]
    public double MedianRatio { get; init; }

    /// <summary>The largest such factor; 0 where there are none.</summary>
    [JsonPropertyName("largest_ratio")]
    public double LargestRatio { get; init; }

    /// <summary>Candidates that were measured again.</summary>
    public int CheckedCount => ConfirmedCount + CorrectedCount + OpenCount;
}
