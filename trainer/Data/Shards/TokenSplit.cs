using System.Collections.Immutable;
using Lts.Hosting;

namespace Lts.Trainer.Data.Shards;

/// <summary>One long sequence of token ids, in as many files as it takes. Safe to read from many threads at once.</summary>
internal sealed class TokenSplit : IDisposable
{
    private readonly ImmutableArray<Shard> _shards;
    private readonly int _vocabularySize;

    /// <summary>Maps the files of a split.</summary>
    /// <exception cref="UserErrorException">A file is not there, or not as long as it must be.</exception>
    public TokenSplit(string folder, SplitManifest manifest, int bytesPerToken, int vocabularySize)
    {
        _vocabularySize = vocabularySize;
        TokenCount = manifest.Tokens;
        var shards = ImmutableArray.CreateBuilder<Shard>(manifest.Shards.Length);
        long first = 0;
        try
        {
            foreach (var shard in manifest.Shards)
            {
                shards.Add(new Shard(Path.Combine(folder, shard.File), first, shard.Tokens, bytesPerToken));
                first += shard.Tokens;
            }
        }
        catch
        {
            foreach (var shard in shards)
            {
                shard.Dispose();
            }

            throw;
        }

        _shards = shards.ToImmutable();
    }

    /// <summary>How many ids there are.</summary>
    public long TokenCount { get; }

    /// <summary>Copies ids.</summary>
    /// <param name="start">Position of the first, from 0.</param>
    /// <param name="ids">Receives the ids; its length says how many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the split.</exception>
    /// <exception cref="UserErrorException">One is not in the vocabulary.</exception>
    public void Read(long start, Span<int> ids)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, TokenCount - ids.Length);
        for (var at = Find(start); !ids.IsEmpty; at++)
        {
            var shard = _shards[at];
            var count = (int)Math.Min(ids.Length, shard.First + shard.Tokens - start);
            shard.Read(start - shard.First, ids[..count], _vocabularySize);
            start += count;
            ids = ids[count..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }
    }

    private int Find(long position)
    {
        var (low, high) = (0, _shards.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _shards[middle].First <= position ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
