namespace Lts.Trainer.Data.Tokenization;

/// <summary>
/// Merges the ids of one piece, most urgent pair first and among equals the leftmost. Short pieces are searched again for every merge, which is
/// fastest there; long ones, which only hostile or unspaced text has, go through a heap in O(n log n). Not for several threads.
/// </summary>
internal sealed class PairMerger(MergeTable merges)
{
    /// <summary>Longest piece, in bytes, that is searched again and again.</summary>
    internal const int Short = 48;

    private readonly RankHeap _heap = new();
    private int[] _next = [];
    private int[] _previous = [];

    /// <summary>Merges in place.</summary>
    /// <param name="ids">The ids of the single bytes.</param>
    /// <returns>How many are left, at the beginning of <paramref name="ids"/>.</returns>
    public int Merge(Span<int> ids) => ids.Length <= Short ? MergeShort(ids) : MergeLong(ids);

    /// <summary>By searching: O(n²), all in a cache line or two.</summary>
    internal int MergeShort(Span<int> ids)
    {
        Span<int> ranks = stackalloc int[Short];
        Span<int> results = stackalloc int[Short];
        var pairs = ids.Length - 1;
        for (var i = 0; i < pairs; i++)
        {
            ranks[i] = merges.Rank(ids[i], ids[i + 1], out results[i]);
        }

        while (pairs > 0)
        {
            var (best, at) = (MergeTable.None, -1);
            for (var i = 0; i < pairs; i++)
            {
                if (ranks[i] < best)
                {
                    (best, at) = (ranks[i], i);
                }
            }

            if (at < 0)
            {
                break;
            }

            ids[at] = results[at];
            for (var i = at + 1; i < pairs; i++)
            {
                ids[i] = ids[i + 1];
                ranks[i - 1] = ranks[i];
                results[i - 1] = results[i];
            }

            pairs--;
            if (at > 0)
            {
                ranks[at - 1] = merges.Rank(ids[at - 1], ids[at], out results[at - 1]);
            }

            if (at < pairs)
            {
                ranks[at] = merges.Rank(ids[at], ids[at + 1], out results[at]);
            }
        }

        return pairs + 1;
    }

    /// <summary>By a heap of pairs over a linked list; a pair that has changed since it entered the heap is passed over.</summary>
    internal int MergeLong(Span<int> ids)
    {
        var count = ids.Length;
        if (_next.Length < count)
        {
            (_next, _previous) = (new int[count], new int[count]);
        }

        var (next, previous) = (_next, _previous);
        for (var i = 0; i < count; i++)
        {
            (next[i], previous[i]) = (i + 1, i - 1);
        }

        _heap.Clear();
        for (var i = 0; i + 1 < count; i++)
        {
            Enter(ids, i, i + 1);
        }

        while (_heap.TryPop(out var rank, out var at))
        {
            // next[at] is -1 where at itself was merged into its predecessor.
            var right = next[at];
            if (right < 0 || right >= count || merges.Rank(ids[at], ids[right], out var result) != rank)
            {
                continue;
            }

            ids[at] = result;
            var after = next[right];
            (next[at], next[right]) = (after, -1);
            if (after < count)
            {
                previous[after] = at;
                Enter(ids, at, after);
            }

            if (previous[at] >= 0)
            {
                Enter(ids, previous[at], at);
            }
        }

        var left = 0;
        for (var i = 0; i < count; i = next[i])
        {
            ids[left++] = ids[i];
        }

        if (count > 1 << 20)
        {
            (_next, _previous) = ([], []); // a rare giant does not keep its memory
            _heap.Trim();
        }

        return left;
    }

    private void Enter(Span<int> ids, int left, int right)
    {
        var rank = merges.Rank(ids[left], ids[right], out _);
        if (rank != MergeTable.None)
        {
            _heap.Push(rank, left);
        }
    }
}
