namespace Lts.Trainer.Data.Shards;

/// <summary>Counts words as <c>wc -w</c> and word perplexity do: runs of bytes between ASCII white space.</summary>
internal static class WordCounter
{
    /// <summary>Words of a text. Texts that are cut before a space or a line feed have as many as their parts together.</summary>
    public static long Count(ReadOnlySpan<byte> text)
    {
        var (words, afterSpace) = (0L, 1);
        foreach (var value in text)
        {
            var space = value == ' ' || (uint)(value - '\t') <= '\r' - '\t' ? 1 : 0;
            words += afterSpace & ~space & 1;
            afterSpace = space;
        }

        return words;
    }
}
