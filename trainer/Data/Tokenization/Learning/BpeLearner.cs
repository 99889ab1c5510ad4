namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>
/// Learns a byte-level BPE (Sennrich, Haddow and Birch, 2016; on bytes, Radford et al., 2019): begins with the 256 bytes and again and again makes
/// the most frequent pair of neighbours a token. A function of the text: ties go to the pair of smaller ids.
/// </summary>
/// <param name="vocabularySize">Ids to end with: 256 bytes, the merges, and the end of a text.</param>
/// <param name="threads">Threads to count with; the result does not depend on them.</param>
internal sealed class BpeLearner(int vocabularySize, int threads)
{
    /// <summary>A pair that occurs once is not a pattern.</summary>
    private const long LeastCount = 2;

    private const int ReportInterval = 64;

    private readonly List<byte[]> _tokens = [.. ByteAlphabet.InOrder.Select(value => new[] { value })];
    private readonly Dictionary<string, int> _idOfText = new(StringComparer.Ordinal);
    private readonly List<Merge> _merges = [];

    /// <summary>Learns; once.</summary>
    /// <param name="texts">The texts, read once and in order.</param>
    /// <param name="progress">Told the size of the vocabulary so far.</param>
    /// <param name="cancellationToken">Ends learning without a result.</param>
    /// <returns>The tokenizer; it has fewer ids than asked for if no pair is left that occurs twice.</returns>
    public ByteLevelTokenizer Learn(IEnumerable<ReadOnlyMemory<byte>> texts, Action<int> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var words = new LearntWords(new WordCount(threads).Count(texts, cancellationToken), _tokens);
        for (var id = 0; id < _tokens.Count; id++)
        {
            _idOfText[ByteAlphabet.ToText(_tokens[id])] = id;
        }

        var heap = new PairHeap();
        foreach (var (pair, count) in words.Pairs.All)
        {
            heap.Push(count, pair);
        }

        while (_tokens.Count < vocabularySize - 1 && heap.Count > 0)
        {
            var (count, pair) = heap.Pop();
            var now = words.Pairs.Count(pair);
            if (now != count)
            {
                // It has lost occurrences to other merges since it was entered.
                if (now >= LeastCount && now < count)
                {
                    heap.Push(now, pair);
                }

                continue;
            }

            if (count < LeastCount)
            {
                break;
            }

            Merge((int)(pair >> 32), (int)(uint)pair, words, heap);
            if (_merges.Count % ReportInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(_tokens.Count);
            }
        }

        return new ByteLevelTokenizer(Model());
    }

    private void Merge(int left, int right, LearntWords words, PairHeap heap)
    {
        byte[] bytes = [.. _tokens[left], .. _tokens[right]];
        // "abc" may come from "a" and "bc" after it came from "ab" and "c": another merge, the same token.
        if (_idOfText.TryAdd(ByteAlphabet.ToText(bytes), _tokens.Count))
        {
            _tokens.Add(bytes);
        }

        var merge = new Merge(left, right, _idOfText[ByteAlphabet.ToText(bytes)]);
        _merges.Add(merge);
        foreach (var pair in words.Apply(merge))
        {
            heap.Push(words.Pairs.Count(pair), pair);
        }
    }

    private TokenizerModel Model()
    {
        var end = _tokens.Count;
        return new TokenizerModel
        {
            Tokens = [.. _tokens, System.Text.Encoding.UTF8.GetBytes(TokenizerModelBuilder.EndOfText)],
            Merges = [.. _merges],
            SpecialIds = [end],
            EndOfTextId = end,
        };
    }
}
