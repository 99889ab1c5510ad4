using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Trainer.Data.Shards;

/// <summary>One side of the text: what is learnt, or what is held out.</summary>
internal sealed record SplitManifest
{
    /// <summary>Token ids, those between documents included.</summary>
    [JsonPropertyName("tokens")]
    public required long Tokens { get; init; }

    /// <summary>Words: runs of bytes between ASCII white space.</summary>
    [JsonPropertyName("words")]
    public required long Words { get; init; }

    /// <summary>Bytes of text.</summary>
    [JsonPropertyName("bytes")]
    public required long Bytes { get; init; }

    /// <summary>The files, in order.</summary>
    [JsonPropertyName("shards")]
    public required ImmutableArray<ShardManifest> Shards { get; init; }
}
