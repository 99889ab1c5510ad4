using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>
/// Counts the pieces of texts on several threads. The counts are sums, so they do not depend on how the texts were shared out; when there are too
/// many different words the rarest go, at moments that depend on the text alone.
/// </summary>
/// <param name="threads">Number of threads that count.</param>
internal sealed class WordCount(int threads)
{
    /// <summary>Longest word that counts, in bytes: what is longer is a table of numbers, a line of dashes, no word.</summary>
    public const int LongestWord = 256;

    private const int BatchBytes = 1 << 20;

    /// <summary>Text between two moments at which rare words may go.</summary>
    internal long RoundBytes { get; init; } = 256 << 20;

    /// <summary>Different words that are kept at such a moment.</summary>
    internal int MostWords { get; init; } = 3_000_000;

    /// <summary>Counts all texts; as many batches of a MiB are in memory as there are threads.</summary>
    public WordTable Count(IEnumerable<ReadOnlyMemory<byte>> texts, CancellationToken cancellationToken)
    {
        var total = new WordTable();
        using var enumerator = texts.GetEnumerator();
        while (true)
        {
            var locals = new ConcurrentBag<WordTable>();
            var round = new Round(enumerator, RoundBytes);
            try
            {
                Parallel.ForEach(
                    Partitioner.Create(round.Batches(), EnumerablePartitionerOptions.NoBuffering),
                    new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                    () => new WordTable(),
                    (batch, _, table) => Add(batch, table),
                    locals.Add);
            }
            catch (AggregateException e)
            {
                // What reading the text threw, as if it had been read here.
                ExceptionDispatchInfo.Throw(e.GetBaseException());
            }

            foreach (var local in locals)
            {
                for (var i = 0; i < local.Count; i++)
                {
                    var word = local.At(i, out var count);
                    total.Add(word, count);
                }
            }

            if (round.Ended)
            {
                return total;
            }

            total = Prune(total);
        }
    }

    private static WordTable Add(List<ReadOnlyMemory<byte>> batch, WordTable table)
    {
        foreach (var text in batch)
        {
            var bytes = text.Span;
            for (var start = 0; start < bytes.Length;)
            {
                var end = PreTokenSplitter.End(bytes, start);
                if (end - start <= LongestWord)
                {
                    table.Add(bytes[start..end], 1);
                }

                start = end;
            }
        }

        return table;
    }

    private WordTable Prune(WordTable table)
    {
        for (long least = 2; table.Count > MostWords; least++)
        {
            var kept = new WordTable();
            for (var i = 0; i < table.Count; i++)
            {
                var word = table.At(i, out var count);
                if (count >= least)
                {
                    kept.Add(word, count);
                }
            }

            table = kept;
        }

        return table;
    }

    /// <summary>The next part of the texts, in batches.</summary>
    private sealed class Round(IEnumerator<ReadOnlyMemory<byte>> texts, long roundBytes)
    {
        /// <summary>Whether all texts have been read.</summary>
        public bool Ended { get; private set; }

        /// <summary>Reads on, a batch at a time, up to the end of the part.</summary>
        public IEnumerable<List<ReadOnlyMemory<byte>>> Batches()
        {
            for (long total = 0; total < roundBytes && !Ended;)
            {
                var (batch, bytes) = (new List<ReadOnlyMemory<byte>>(), 0);
                while (bytes < Math.Min(BatchBytes, roundBytes) && !Ended)
                {
                    if (texts.MoveNext())
                    {
                        batch.Add(texts.Current);
                        bytes += texts.Current.Length;
                    }
                    else
                    {
                        Ended = true;
                    }
                }

                total += bytes;
                yield return batch;
            }
        }
    }
}
