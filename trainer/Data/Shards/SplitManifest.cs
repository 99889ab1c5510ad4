using System.Collections.Immutable;

namespace Lts.Trainer.Data.Shards;

/// <summary>One side of the text: what is learnt, or what is held out.</summary>
internal sealed record SplitManifest
{
    /// <summary>Token ids, those between documents included.</summary>
    public required long Tokens { get; init; }

    /// <summary>Words: runs of bytes between ASCII white space.</summary>
    public required long Words { get; init; }

    /// <summary>Bytes of text.</summary>
    public required long Bytes { get; init; }

    /// <summary>The files, in order.</summary>
    public required ImmutableArray<ShardManifest> Shards { get; init; }
}
