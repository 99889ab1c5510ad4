using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Evaluation;

/// <summary>
/// One document of a stream of pieces, encoded as it is read. It holds the tokens from the last ones read to the last ones reached: some windows and
/// a piece, however long the document is.
/// </summary>
internal sealed class StreamedDocument : ITokenText
{
    private readonly PieceStream _pieces;
    private readonly TokenEncoder _encoder;
    private readonly IdList _ids = new();
    private long _first;
    private long _needed;
    private bool _starts = true;

    /// <summary>Begins with the token that stands between documents, as in training.</summary>
    /// <param name="pieces">Stands at the document's first piece.</param>
    /// <param name="encoder">Makes tokens of them.</param>
    /// <param name="endOfTextId">The token that stands between documents.</param>
    public StreamedDocument(PieceStream pieces, TokenEncoder encoder, int endOfTextId)
    {
        (_pieces, _encoder) = (pieces, encoder);
        _ids.Add(endOfTextId);
    }

    /// <summary>Words read so far: runs of bytes between ASCII white space.</summary>
    public long Words { get; private set; }

    /// <summary>Bytes of text read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Tokens in memory.</summary>
    internal int HeldTokens => _ids.Count;

    /// <inheritdoc/>
    public long Reach(long wanted)
    {
        while (_first + _ids.Count < wanted && _pieces.TryTake(_starts, out var text))
        {
            _starts = false;
            _ids.RemoveFirst((int)(_needed - _first));
            _first = _needed;
            _encoder.Append(text.Span, _ids);
            Words += WordCounter.Count(text.Span);
            Bytes += text.Length;
        }

        return Math.Min(wanted, _first + _ids.Count);
    }

    /// <inheritdoc/>
    public void Read(long start, Span<int> ids)
    {
        _ids.Span.Slice((int)(start - _first), ids.Length).CopyTo(ids);
        _needed = start;
    }
}
