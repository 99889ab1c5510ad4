namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>All different words of a text as tokens, and the pairs in them, kept up to date from merge to merge.</summary>
internal sealed class LearntWords
{
    private readonly int[] _symbols; // all words, one behind the other
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly long[] _counts;
    private readonly HashSet<ulong> _grown = [];

    /// <summary>Writes words as single bytes, and counts their pairs.</summary>
    public LearntWords(WordTable words, IReadOnlyList<byte[]> bytes)
    {
        var idOfByte = new int[256];
        for (var id = 0; id < bytes.Count; id++)
        {
            idOfByte[bytes[id][0]] = id;
        }

        (_starts, _lengths, _counts) = (new int[words.Count], new int[words.Count], new long[words.Count]);
        var total = 0;
        for (var word = 0; word < words.Count; word++)
        {
            (_starts[word], _lengths[word]) = (total, words.At(word, out _counts[word]).Length);
            total = checked(total + _lengths[word]);
        }

        _symbols = new int[total];
        for (var word = 0; word < words.Count; word++)
        {
            var text = words.At(word, out _);
            var symbols = Symbols(word);
            for (var i = 0; i < text.Length; i++)
            {
                symbols[i] = idOfByte[text[i]];
            }

            for (var i = 0; i + 1 < symbols.Length; i++)
            {
                Pairs.Add(PairStatistics.Key(symbols[i], symbols[i + 1]), _counts[word], word);
            }
        }
    }

    /// <summary>The pairs.</summary>
    public PairStatistics Pairs { get; } = new();

    /// <summary>Merges a pair wherever it occurs.</summary>
    /// <returns>Pairs that occur more often than before; valid until the next merge.</returns>
    public IReadOnlyCollection<ulong> Apply(Merge merge)
    {
        _grown.Clear();
        foreach (var word in Pairs.Take(PairStatistics.Key(merge.Left, merge.Right)))
        {
            Apply(merge, word);
        }

        return _grown;
    }

    private void Apply(Merge merge, int word)
    {
        var symbols = Symbols(word);
        var count = _counts[word];
        var to = 0;
        for (var from = 0; from < symbols.Length; from++, to++)
        {
            if (symbols[from] != merge.Left || from + 1 >= symbols.Length || symbols[from + 1] != merge.Right)
            {
                symbols[to] = symbols[from];
                continue;
            }

            if (to > 0)
            {
                Pairs.Remove(PairStatistics.Key(symbols[to - 1], merge.Left), count);
                Grow(symbols[to - 1], merge.Result, count, word);
            }

            if (from + 2 < symbols.Length)
            {
                Pairs.Remove(PairStatistics.Key(merge.Right, symbols[from + 2]), count);
                Grow(merge.Result, symbols[from + 2], count, word);
            }

            symbols[to] = merge.Result;
            from++;
        }

        _lengths[word] = to;
    }

    private void Grow(int left, int right, long count, int word)
    {
        var pair = PairStatistics.Key(left, right);
        Pairs.Add(pair, count, word);
        _grown.Add(pair);
    }

    private Span<int> Symbols(int word) => _symbols.AsSpan(_starts[word], _lengths[word]);
}
