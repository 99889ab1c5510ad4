using System.Runtime.InteropServices;

namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>How often each pair of neighbouring tokens occurs, and in which words it may.</summary>
internal sealed class PairStatistics
{
    private readonly Dictionary<ulong, int> _index = [];
    private Entry[] _entries = new Entry[1024];
    private int _used;

    /// <summary>A pair as one number, which orders pairs as their ids do.</summary>
    public static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    /// <summary>All pairs that ever occurred, with their counts.</summary>
    public IEnumerable<(ulong Pair, long Count)> All => _index.Select(pair => (pair.Key, _entries[pair.Value].Count));

    /// <summary>How often a pair occurs now.</summary>
    public long Count(ulong pair) => _index.TryGetValue(pair, out var at) ? _entries[at].Count : 0;

    /// <summary>Counts a pair of a word more often.</summary>
    public void Add(ulong pair, long count, int word)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, pair, out var known);
        if (!known)
        {
            at = _used++;
            if (at == _entries.Length)
            {
                Array.Resize(ref _entries, at * 2);
            }

            _entries[at].Words = new int[4];
        }

        ref var entry = ref _entries[at];
        entry.Count += count;
        if (entry.WordCount == 0 || entry.Words[entry.WordCount - 1] != word)
        {
            if (entry.WordCount == entry.Words.Length)
            {
                Array.Resize(ref entry.Words, entry.WordCount * 2);
            }

            entry.Words[entry.WordCount++] = word;
        }
    }

    /// <summary>Counts a pair less often. Its words stay listed; who looks there finds it gone.</summary>
    public void Remove(ulong pair, long count)
    {
        if (_index.TryGetValue(pair, out var at))
        {
            _entries[at].Count -= count;
        }
    }

    /// <summary>Forgets a pair.</summary>
    /// <returns>The words it may occur in, perhaps one twice.</returns>
    public ReadOnlySpan<int> Take(ulong pair)
    {
        if (!_index.Remove(pair, out var at))
        {
            return [];
        }

        var words = _entries[at].Words.AsSpan(0, _entries[at].WordCount);
        _entries[at] = default;
        return words;
    }

    private struct Entry
    {
        public long Count;
        public int[] Words;
        public int WordCount;
    }
}
