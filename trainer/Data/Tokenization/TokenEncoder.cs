using System.Runtime.InteropServices;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Encodes with memory of its own: one a thread.</summary>
internal sealed class TokenEncoder
{
    private readonly int[] _idOfByte;
    private readonly PairMerger _merger;
    private readonly PieceCache _cache = new();
    private readonly byte[] _tail = new byte[PieceCache.ReadableBytes];

    /// <summary>Creates an encoder with an empty cache.</summary>
    /// <param name="idOfByte">The id of each of the 256 bytes.</param>
    /// <param name="merges">Rank and result of each merge.</param>
    public TokenEncoder(int[] idOfByte, MergeTable merges) => (_idOfByte, _merger) = (idOfByte, new PairMerger(merges));

    /// <summary>Appends the ids of a text.</summary>
    public void Append(ReadOnlySpan<byte> utf8, IdList ids)
    {
        for (var start = 0; start < utf8.Length;)
        {
            var end = PreTokenSplitter.End(utf8, start);
            if (end - start <= PieceCache.LongestPiece)
            {
                AppendShort(utf8, start, end - start, ids);
            }
            else
            {
                AppendMerged(utf8[start..end], ids);
            }

            start = end;
        }
    }

    private void AppendShort(ReadOnlySpan<byte> utf8, int start, int length, IdList ids)
    {
        ref var first = ref MemoryMarshal.GetReference(utf8[start..]);
        if (utf8.Length - start < PieceCache.ReadableBytes)
        {
            utf8[start..].CopyTo(_tail); // nothing behind the end of the text may be read
            first = ref _tail[0];
        }

        ref var entry = ref _cache.Place(ref first, length, out var key);
        var room = ids.Reserve(PieceCache.MostIds);
        if (entry.Low == key.Low && entry.High == key.High)
        {
            (room[0], room[1], room[2]) = (entry.Id0, entry.Id1, entry.Id2);
            ids.Advance(entry.Count);
            return;
        }

        var before = ids.Count;
        AppendMerged(utf8.Slice(start, length), ids);
        var added = ids.Span[before..];
        if (added.Length <= PieceCache.MostIds)
        {
            entry.Low = key.Low;
            entry.High = key.High;
            entry.Id0 = added[0];
            entry.Id1 = added.Length > 1 ? added[1] : 0;
            entry.Id2 = added.Length > 2 ? added[2] : 0;
            entry.Count = added.Length;
        }
    }

    private void AppendMerged(ReadOnlySpan<byte> piece, IdList ids)
    {
        var room = ids.Reserve(piece.Length)[..piece.Length];
        for (var i = 0; i < piece.Length; i++)
        {
            room[i] = _idOfByte[piece[i]];
        }

        ids.Advance(_merger.Merge(room));
    }
}
