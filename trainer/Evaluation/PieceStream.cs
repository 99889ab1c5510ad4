using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Evaluation;

/// <summary>Pieces of documents one after the other, with a look at the next one: where a document ends is seen by what follows it.</summary>
internal sealed class PieceStream : IDisposable
{
    private readonly IEnumerator<TextPiece> _pieces;
    private bool _hasNext;

    /// <summary>Reads up to the first piece.</summary>
    public PieceStream(IEnumerable<TextPiece> pieces)
    {
        _pieces = pieces.GetEnumerator();
        _hasNext = _pieces.MoveNext();
    }

    /// <summary>Whether all is read.</summary>
    public bool Ends => !_hasNext;

    /// <summary>Takes the next piece of a document.</summary>
    /// <param name="first">Whether it shall be the document's first piece; the others end where another document begins.</param>
    /// <param name="text">The piece, UTF-8.</param>
    public bool TryTake(bool first, out ReadOnlyMemory<byte> text)
    {
        text = _hasNext ? _pieces.Current.Text : default;
        if (!_hasNext || (!first && _pieces.Current.StartsDocument))
        {
            return false;
        }

        _hasNext = _pieces.MoveNext();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _pieces.Dispose();
}
