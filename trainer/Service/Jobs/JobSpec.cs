using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Trainer.Service.Jobs;

/// <summary>What a client asks to be trained, as it said it.</summary>
internal sealed record JobSpec
{
    /// <summary>Archai's fields as JSON; <c>vocab_size</c> and <c>max_sequence_length</c> may be left out.</summary>
    [JsonPropertyName("architecture")]
    public required string Architecture { get; init; }

    /// <summary>The trainer's configuration as JSON, without architecture, output and files; empty for the defaults.</summary>
    [JsonPropertyName("configuration")]
    public string Configuration { get; init; } = "";

    /// <summary>Names of texts; empty for the sample text.</summary>
    [JsonPropertyName("corpora")]
    public ImmutableArray<string> Corpora { get; init; } = [];

    /// <summary>For people.</summary>
    [JsonPropertyName("label")]
    public string Label { get; init; } = "";

    /// <summary>Whether both train the same; labels do not count.</summary>
    public bool Trains(JobSpec other) =>
        Architecture == other.Architecture && Configuration == other.Configuration && Corpora.AsSpan().SequenceEqual(other.Corpora.AsSpan());
}
