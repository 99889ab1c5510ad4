using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;

namespace Lts.Domain.Trainings;

/// <summary>What a trainer is asked to train.</summary>
public sealed record TrainingSpec
{
    /// <summary>The candidate's. Its vocabulary and its longest sequence are not handed on: the configuration decides both.</summary>
    [JsonPropertyName("architecture")]
    public required Architecture Architecture { get; init; }

    /// <summary>The trainer's configuration as canonical JSON, with the tokenizer in it.</summary>
    [JsonPropertyName("configuration")]
    public required string Configuration { get; init; }

    /// <summary>Names of the trainer's texts; empty for its sample text.</summary>
    [JsonPropertyName("corpora")]
    public ImmutableArray<string> Corpora { get; init; } = [];

    /// <summary>For people who look at the trainer's queue.</summary>
    [JsonPropertyName("label")]
    public string Label { get; init; } = "";
}
