namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>All different words of a text as tokens, and the pairs in them, kept up to date from merge to merge.</summary>
internal sealed class LearntWords
{
    private readonly int[] _symbols; // all words, one behind the other
    private readonly Word[] _words;
    private readonly Neighbours _oldLeft = new();  // (x, left)
    private readonly Neighbours _newLeft = new();  // (x, result)
    private readonly Neighbours _oldRight = new(); // (right, x)
    private readonly Neighbours _newRight = new(); // (result, x)

    /// <summary>Writes words as single bytes, and counts their pairs.</summary>
    public LearntWords(WordTable words, IReadOnlyList<byte[]> bytes)
    {
        var idOfByte = new int[256];
        for (var id = 0; id < bytes.Count; id++)
        {
            idOfByte[bytes[id][0]] = id;
        }

        _words = new Word[words.Count];
        var total = 0;
        for (var word = 0; word < words.Count; word++)
        {
            var length = words.At(word, out var count).Length;
            _words[word] = new Word { Start = total, Length = length, Count = count };
            total = checked(total + length);
        }

        _symbols = new int[total];
        for (var word = 0; word < words.Count; word++)
        {
            var text = words.At(word, out var count);
            var symbols = Symbols(_words[word]);
            for (var i = 0; i < text.Length; i++)
            {
                symbols[i] = idOfByte[text[i]];
            }

            for (var i = 0; i + 1 < symbols.Length; i++)
            {
                Pairs.Add(Pairs.FindOrAdd(PairStatistics.Key(symbols[i], symbols[i + 1])), count, word);
            }
        }
    }

    /// <summary>How often each pair of neighbours occurs now, and in which words.</summary>
    public PairStatistics Pairs { get; } = new();

    /// <summary>Merges a pair wherever it occurs.</summary>
    /// <returns>Pairs that occur more often than before.</returns>
    public IEnumerable<ulong> Apply(Merge merge)
    {
        _oldLeft.Forget();
        _newLeft.Forget();
        _oldRight.Forget();
        _newRight.Forget();
        foreach (var word in Pairs.Take(PairStatistics.Key(merge.Left, merge.Right)))
        {
            Apply(merge, word);
        }

        // (result, result) is on both sides, and comes once.
        return _newLeft.Seen.Select(left => PairStatistics.Key(left, merge.Result))
            .Union(_newRight.Seen.Select(right => PairStatistics.Key(merge.Result, right)));
    }

    private void Apply(Merge merge, int number)
    {
        ref var word = ref _words[number];
        var symbols = Symbols(word);
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
                var left = symbols[to - 1];
                Shrink(_oldLeft.Number(left, (Pairs, merge), static (x, at) => at.Pairs.Find(PairStatistics.Key(x, at.merge.Left))), word.Count);
                Pairs.Add(
                    _newLeft.Number(left, (Pairs, merge), static (x, at) => at.Pairs.FindOrAdd(PairStatistics.Key(x, at.merge.Result))),
                    word.Count, number);
            }

            if (from + 2 < symbols.Length)
            {
                var right = symbols[from + 2];
                Shrink(_oldRight.Number(right, (Pairs, merge), static (x, at) => at.Pairs.Find(PairStatistics.Key(at.merge.Right, x))), word.Count);
                Pairs.Add(
                    _newRight.Number(right, (Pairs, merge), static (x, at) => at.Pairs.FindOrAdd(PairStatistics.Key(at.merge.Result, x))),
                    word.Count, number);
            }

            symbols[to] = merge.Result;
            from++;
        }

        word.Length = to;
    }

    /// <summary>The pair that is merged is forgotten already, and may be beside itself ("aaa").</summary>
    private void Shrink(int pair, long count)
    {
        if (pair != PairStatistics.None)
        {
            Pairs.Remove(pair, count);
        }
    }

    private Span<int> Symbols(in Word word) => _symbols.AsSpan(word.Start, word.Length);

    private struct Word
    {
        /// <summary>How often the word occurs in the text.</summary>
        public long Count;
        /// <summary>Index of its first token among the tokens of all words.</summary>
        public int Start;
        /// <summary>Number of its tokens now.</summary>
        public int Length;
    }
}
