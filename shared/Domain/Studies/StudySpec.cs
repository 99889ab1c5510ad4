using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;

namespace Lts.Domain.Studies;

/// <summary>Everything that decides a study, with every default filled in. Immutable; stored as JSON.</summary>
public sealed record StudySpec
{
    /// <summary>See <see cref="MaxAttempts"/>.</summary>
    public const int DefaultMaxAttempts = 3;

    /// <summary>The user's name for it; empty until the study is created without one.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Where to look.</summary>
    [JsonPropertyName("space")]
    public required SearchSpace Space { get; init; }

    /// <summary>How to look.</summary>
    [JsonPropertyName("algorithm")]
    public required SearchAlgorithm Algorithm { get; init; }

    /// <summary>Seed of every random decision.</summary>
    [JsonPropertyName("seed")]
    public long Seed { get; init; }

    /// <summary>What is better. Default: decoder parameters up, latency and peak memory down.</summary>
    [JsonPropertyName("objectives")]
    public ImmutableArray<Objective> Objectives { get; init; } = Objective.Defaults;

    /// <summary>What is allowed.</summary>
    [JsonPropertyName("constraints")]
    public ImmutableArray<RangeConstraint> Constraints { get; init; } = [];

    /// <summary>Device selectors; empty for every device that is approved.</summary>
    [JsonPropertyName("devices")]
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>How to measure.</summary>
    [JsonPropertyName("plan")]
    public MeasurementPlan Plan { get; init; } = new();

    /// <summary>Most candidates per target; <see langword="null"/> leaves the end to the algorithm.</summary>
    [JsonPropertyName("max_candidates")]
    public int? MaxCandidates { get; init; }

    /// <summary>Failed hand-outs of a candidate before it has failed. Default 3.</summary>
    [JsonPropertyName("max_attempts")]
    public int MaxAttempts { get; init; } = DefaultMaxAttempts;

    /// <summary>Higher goes first. Default 0.</summary>
    [JsonPropertyName("priority")]
    public int Priority { get; init; }

    /// <summary>The longest sequence that every architecture of the study takes, in tokens; what was not validated may say anything.</summary>
    public int LongestSequence => Algorithm is FixedCandidatesOptions { Architectures: { IsEmpty: false } given }
        ? given.Min(a => a.MaxSequenceLength) : Space.MaxSequenceLength;

    /// <summary>The selectors, read. They are valid.</summary>
    public ImmutableArray<DeviceSelector> ReadSelectors() => [.. Devices.Select(d => DeviceSelector.TryParse(d)!)];
}
