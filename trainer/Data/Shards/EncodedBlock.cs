using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data.Shards;

/// <summary>The tokens of some consecutive pieces, and what was counted on the way: reused from block to block.</summary>
internal sealed class EncodedBlock(ByteLevelTokenizer tokenizer)
{
    private readonly TokenEncoder _encoder = tokenizer.CreateEncoder();

    /// <summary>What is learnt.</summary>
    public EncodedSplit Train { get; } = new();

    /// <summary>What is held out.</summary>
    public EncodedSplit Validation { get; } = new();

    /// <summary>Encodes pieces in place of what was there.</summary>
    public void Encode(IEnumerable<BlockPiece> pieces)
    {
        Train.Clear();
        Validation.Clear();
        foreach (var piece in pieces)
        {
            var split = piece.HeldOut ? Validation : Train;
            if (piece.EndBefore)
            {
                split.Ids.Add(tokenizer.EndOfTextId);
            }

            _encoder.Append(piece.Text.Span, split.Ids);
            split.Bytes += piece.Text.Length;
            split.Words += WordCounter.Count(piece.Text.Span);
        }
    }
}
