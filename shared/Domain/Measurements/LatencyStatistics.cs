using System.Collections.Immutable;

namespace Lts.Domain.Measurements;

/// <summary>Latency of one inference in milliseconds, from rounds that interleave the candidate with a fixed reference graph.</summary>
public sealed record LatencyStatistics
{
    /// <summary>The figure to use: <see cref="Ratio"/> times <see cref="ReferenceMs"/>.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="LatencyMs"/>.</summary>
    public required double LowMs { get; init; }

    /// <summary>Upper end of the 95 % interval of <see cref="LatencyMs"/>.</summary>
    public required double HighMs { get; init; }

    /// <summary>Median of the raw samples, not corrected by the reference.</summary>
    public required double P50Ms { get; init; }

    /// <summary>90th percentile of the raw samples.</summary>
    public required double P90Ms { get; init; }

    /// <summary>Smallest raw sample.</summary>
    public required double MinMs { get; init; }

    /// <summary>Median over rounds of candidate time / reference time.</summary>
    public required double Ratio { get; init; }

    /// <summary>The device's calibrated latency of the reference graph.</summary>
    public required double ReferenceMs { get; init; }

    /// <summary>Number of rounds.</summary>
    public required int Rounds { get; init; }

    /// <summary>Raw samples of the candidate, one a round; empty where they were left out.</summary>
    public ImmutableArray<double> CandidateSamplesMs { get; init; } = [];

    /// <summary>Raw samples of the reference, one a round; empty where they were left out.</summary>
    public ImmutableArray<double> ReferenceSamplesMs { get; init; } = [];
}
