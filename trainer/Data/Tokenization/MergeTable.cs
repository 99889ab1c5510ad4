using System.Collections.Immutable;
using System.Numerics;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Rank and result of the merge of two ids: an open-addressing hash table, immutable once built.</summary>
internal sealed class MergeTable
{
    /// <summary>Rank of a pair that does not merge: after all others.</summary>
    public const int None = int.MaxValue;

    private const ulong Empty = ulong.MaxValue;
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Builds the table; the rank of a merge is its index.</summary>
    public MergeTable(ImmutableArray<Merge> merges)
    {
        var bits = BitOperations.Log2((uint)Math.Max(merges.Length, 8)) + 2; // a quarter to a half full
        _shift = 64 - bits;
        _slots = new Slot[1 << bits];
        Array.Fill(_slots, new Slot(Empty, None, -1));
        for (var rank = 0; rank < merges.Length; rank++)
        {
            var key = Key(merges[rank].Left, merges[rank].Right);
            var at = Home(key);
            while (_slots[at].Key != Empty)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = new Slot(key, rank, merges[rank].Result);
        }
    }

    /// <summary>The rank of a pair, or <see cref="None"/>.</summary>
    public int Rank(int left, int right, out int result)
    {
        var slots = _slots;
        var key = Key(left, right);
        for (var at = Home(key); ; at++)
        {
            ref readonly var slot = ref slots[at & (slots.Length - 1)];
            if (slot.Key == key || slot.Key == Empty)
            {
                result = slot.Result;
                return slot.Rank;
            }
        }
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    private int Home(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);

    private readonly record struct Slot(ulong Key, int Rank, int Result);
}
