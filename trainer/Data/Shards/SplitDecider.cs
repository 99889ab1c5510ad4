using System.Buffers.Binary;
using System.Security.Cryptography;
using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Data.Shards;

/// <summary>
/// Decides which pieces are held out, by their own bytes: equal pieces fall on the same side, so nothing held out is also learnt, and a text
/// that is added later does not move the others. Sees all pieces in order, and sums them up.
/// </summary>
internal sealed class SplitDecider(double validationFraction) : IDisposable
{
    private readonly IncrementalHash _corpus = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ulong _threshold = (ulong)(validationFraction * ulong.MaxValue);
    private readonly long[] _last = [-1, -1]; // number of the last piece in each split
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes + 1];
    private long _number;

    /// <summary>Decides the next piece.</summary>
    public BlockPiece Next(TextPiece piece)
    {
        SHA256.HashData(piece.Text.Span, _hash);
        _hash[^1] = piece.StartsDocument ? (byte)1 : (byte)0;
        _corpus.AppendData(_hash);
        var heldOut = BinaryPrimitives.ReadUInt64BigEndian(_hash) < _threshold;
        ref var last = ref _last[heldOut ? 1 : 0];
        var continues = !piece.StartsDocument && last == _number - 1;
        var result = new BlockPiece(piece.Text, heldOut, EndBefore: last >= 0 && !continues);
        last = _number++;
        return result;
    }

    /// <summary>SHA-256 over all pieces so far, and where documents begin.</summary>
    public string CorpusSha256() => Convert.ToHexStringLower(_corpus.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _corpus.Dispose();
}
