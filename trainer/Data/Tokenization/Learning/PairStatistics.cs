using System.Runtime.InteropServices;

namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>
/// How often each pair of neighbouring tokens occurs, and in which words it may. Pairs have a number, so that who works on few of them, as a
/// merge does, looks each up once.
/// </summary>
internal sealed class PairStatistics
{
    /// <summary>Number of a pair that is not there.</summary>
    public const int None = -1;

    private readonly Dictionary<ulong, int> _numbers = [];
    private Entry[] _entries = new Entry[1024];
    private int _used;

    /// <summary>All pairs, with how often they occur.</summary>
    public IEnumerable<(ulong Pair, long Count)> All => _numbers.Select(pair => (pair.Key, _entries[pair.Value].Count));

    /// <summary>A pair as one number, which orders pairs as their ids do.</summary>
    public static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    /// <summary>How often a pair occurs now.</summary>
    public long Count(ulong pair) => _numbers.TryGetValue(pair, out var number) ? _entries[number].Count : 0;

    /// <summary>The number of a pair, or <see cref="None"/>.</summary>
    public int Find(ulong pair) => _numbers.TryGetValue(pair, out var number) ? number : None;

    /// <summary>The number of a pair, which is new if it was not there.</summary>
    public int FindOrAdd(ulong pair)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, pair, out var known);
        if (!known)
        {
            number = _used++;
            if (number == _entries.Length)
            {
                Array.Resize(ref _entries, number * 2);
            }

            _entries[number].Words = new int[4];
        }

        return number;
    }

    /// <summary>Counts a pair of a word more often.</summary>
    public void Add(int number, long count, int word)
    {
        ref var entry = ref _entries[number];
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
    public void Remove(int number, long count) => _entries[number].Count -= count;

    /// <summary>Forgets a pair.</summary>
    /// <returns>The words it may occur in, perhaps one twice.</returns>
    public ReadOnlySpan<int> Take(ulong pair)
    {
        if (!_numbers.Remove(pair, out var number))
        {
            return [];
        }

        var words = _entries[number].Words.AsSpan(0, _entries[number].WordCount);
        _entries[number] = default;
        return words;
    }

    private struct Entry
    {
        /// <summary>How often the pair occurs now.</summary>
        public long Count;
        /// <summary>Words that hold the pair, or held it once; the first <see cref="WordCount"/> count.</summary>
        public int[] Words;
        /// <summary>Number of words listed.</summary>
        public int WordCount;
    }
}
