using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data.Shards;

/// <summary>One split's part of a block.</summary>
internal sealed class EncodedSplit
{
    /// <summary>Token ids.</summary>
    public IdList Ids { get; } = new();

    /// <summary>Bytes of text.</summary>
    public long Bytes { get; set; }

    /// <summary>Words.</summary>
    public long Words { get; set; }

    /// <summary>Adds another's counts, without its ids.</summary>
    public void Add(EncodedSplit other)
    {
        Bytes += other.Bytes;
        Words += other.Words;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Ids.Clear();
        (Bytes, Words) = (0, 0);
    }
}
