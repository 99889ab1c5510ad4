using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>
/// The ids of pieces met before: pieces of at most 15 bytes with at most 3 ids, nearly all of a text. Each has one place, which a later piece
/// takes over, so the memory is fixed and any text may come. Not for several threads.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>Longest piece, in bytes.</summary>
    public const int LongestPiece = 15;

    /// <summary>Bytes that must be readable at the beginning of a piece.</summary>
    public const int ReadableBytes = 16;

    /// <summary>Most ids of a piece.</summary>
    public const int MostIds = 3;

    private const int Bits = 16;
    private static readonly (ulong Low, ulong High)[] Masks = MakeMasks();
    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>The place of a piece.</summary>
    /// <param name="start">Its first byte; <see cref="ReadableBytes"/> can be read from there.</param>
    /// <param name="length">Its length, from 1 to <see cref="LongestPiece"/>.</param>
    /// <param name="key">Its bytes and length, to compare with those of the entry.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Entry Place(ref readonly byte start, int length, out (ulong Low, ulong High) key)
    {
        ref var masks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Masks), length);
        key.Low = Unsafe.ReadUnaligned<ulong>(in start) & masks.Low;
        // The last of the 16 bytes is never part of a piece: the length takes its place, so no piece has the key of an empty entry.
        key.High = (Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref Unsafe.AsRef(in start), 8)) & masks.High) | ((ulong)(uint)length << 56);
        var hash = ((key.Low ^ (key.High * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93) >> (64 - Bits);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), (nint)hash);
    }

    private static (ulong, ulong)[] MakeMasks()
    {
        var masks = new (ulong, ulong)[LongestPiece + 1];
        for (var length = 0; length <= LongestPiece; length++)
        {
            masks[length] = (length >= 8 ? ulong.MaxValue : (1UL << (8 * length)) - 1, length <= 8 ? 0 : (1UL << (8 * (length - 8))) - 1);
        }

        return masks;
    }

    /// <summary>A piece and its ids: 32 bytes, half a cache line.</summary>
    internal struct Entry
    {
        /// <summary>First eight bytes of the piece.</summary>
        public ulong Low;
        /// <summary>The other bytes, and in the highest byte the length.</summary>
        public ulong High;
        /// <summary>First id.</summary>
        public int Id0;
        /// <summary>Second id, if there are so many.</summary>
        public int Id1;
        /// <summary>Third id, if there are so many.</summary>
        public int Id2;
        /// <summary>Number of ids.</summary>
        public int Count;
    }
}
