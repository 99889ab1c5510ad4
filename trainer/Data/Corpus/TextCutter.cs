namespace Lts.Trainer.Data.Corpus;

/// <summary>Cuts documents into pieces of about a size. Where it cuts depends on the text alone, not on how it arrives.</summary>
internal sealed class TextCutter(int pieceBytes)
{
    /// <summary>Bytes that must be known, unless the document ends, to cut the next piece: the piece, and a character behind it.</summary>
    public int NeededBytes => pieceBytes + 8;

    /// <summary>The length of the next piece of a document.</summary>
    /// <param name="rest">The document from where the last piece ended: all of it, or at least <see cref="NeededBytes"/>.</param>
    public int Next(ReadOnlySpan<byte> rest)
    {
        if (rest.Length <= pieceBytes)
        {
            return rest.Length;
        }

        var cut = SafeCut.Find(rest, pieceBytes / 2, pieceBytes);
        return cut > 0 ? cut : SafeCut.BetweenCharacters(rest, pieceBytes);
    }
}
