using System.Text.Json.Serialization;

namespace Lts.Domain.Studies;

/// <summary>The baseline: random architectures, whatever the answers are.</summary>
public sealed record RandomSearchOptions : SearchAlgorithm
{
    /// <summary>Candidates in all. Default 100.</summary>
    [JsonPropertyName("count")]
    public int Count { get; init; } = 100;

    /// <summary>Candidates in a generation. Default 20.</summary>
    [JsonPropertyName("batch_size")]
    public int BatchSize { get; init; } = 20;

    /// <inheritdoc/>
    public override string Name => "random";
}
