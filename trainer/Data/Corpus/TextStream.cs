namespace Lts.Trainer.Data.Corpus;

/// <summary>Reads a text of any length in parts that encode, one by one, to the tokens of the whole.</summary>
internal static class TextStream
{
    private const int LookBackBytes = 64 << 10;

    /// <summary>Most bytes that are kept waiting for a place to cut: a text without any white space.</summary>
    private const int MostBytes = 1 << 30;

    /// <summary>The parts; each valid until the next.</summary>
    /// <param name="stream">The text, as UTF-8.</param>
    /// <param name="partBytes">Size of a part, where the text can be cut there.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, int partBytes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[partBytes];
        for (var filled = 0; ;)
        {
            var got = await stream.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancellationToken);
            var ends = got < buffer.Length - filled;
            filled += got;
            if (ends)
            {
                yield return buffer.AsMemory(0, filled);
                yield break;
            }

            const int longestCharacter = 4;
            var cut = SafeCut.Find(buffer, filled - LookBackBytes, filled - longestCharacter - 1);
            cut = cut < 0 ? SafeCut.Find(buffer, 1, filled - longestCharacter - 1) : cut;
            if (cut < 0 && buffer.Length < MostBytes)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
                continue;
            }

            cut = cut < 0 ? SafeCut.BetweenCharacters(buffer, filled - longestCharacter) : cut;
            yield return buffer.AsMemory(0, cut);
            buffer.AsSpan(cut, filled - cut).CopyTo(buffer);
            filled -= cut;
        }
    }
}
