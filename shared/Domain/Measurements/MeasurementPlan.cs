using System.Text.Json.Serialization;

namespace Lts.Domain.Measurements;

/// <summary>How to measure one candidate.</summary>
public sealed record MeasurementPlan
{
    /// <summary>Sequences per inference. Default 1.</summary>
    [JsonPropertyName("batch_size")]
    public int BatchSize { get; init; } = 1;

    /// <summary>Tokens per sequence. Default 192, as in the LTS paper.</summary>
    [JsonPropertyName("sequence_length")]
    public int SequenceLength { get; init; } = 192;

    /// <summary>Inferences before the first round. Default 3.</summary>
    [JsonPropertyName("warmup_runs")]
    public int WarmupRuns { get; init; } = 3;

    /// <summary>Fewest rounds; a round is one run of the candidate and one of the reference. Default 10.</summary>
    [JsonPropertyName("min_rounds")]
    public int MinRounds { get; init; } = 10;

    /// <summary>Most rounds. Default 200.</summary>
    [JsonPropertyName("max_rounds")]
    public int MaxRounds { get; init; } = 200;

    /// <summary>Rounds end when the 95 % interval of the median ratio is within ± this share of it. Default 0.02.</summary>
    [JsonPropertyName("relative_margin")]
    public double RelativeMargin { get; init; } = 0.02;

    /// <summary>Limit of the whole measurement, counted on the device from its start. Default 120 s.</summary>
    [JsonPropertyName("time_limit")]
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Limit of one measuring process, in bytes; <see langword="null"/> means 90 % of the device's memory.</summary>
    [JsonPropertyName("memory_limit_bytes")]
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Inferences in the memory process, at least 2. Default 3.</summary>
    [JsonPropertyName("memory_runs")]
    public int MemoryRuns { get; init; } = 3;

    /// <summary>Seed of the weight pool. Default 1.</summary>
    [JsonPropertyName("pool_seed")]
    public long PoolSeed { get; init; } = 1;
}
