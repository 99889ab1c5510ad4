using System.Numerics;

namespace Lts.Trainer.Data.Batches;

/// <summary>
/// A shuffle of 0 … count − 1 that takes no memory: a Feistel network on the next even power of two, walked until it lands in the range (Black
/// and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
/// </summary>
internal readonly struct KeyedPermutation
{
    private const int Rounds = 6;
    private readonly ulong _key;
    private readonly ulong _count;
    private readonly int _halfBits;

    /// <summary>Another order for every key.</summary>
    public KeyedPermutation(long count, ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        (_count, _key) = ((ulong)count, key);
        _halfBits = Math.Max(1, (65 - BitOperations.LeadingZeroCount(_count - 1)) / 2);
    }

    /// <summary>Where a place of the shuffled order comes from.</summary>
    public long this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, _count, nameof(index));
            var value = (ulong)index;
            do
            {
                value = Encrypt(value); // fewer than four times on average: the network's domain is at most four times the range
            }
            while (value >= _count);

            return (long)value;
        }
    }

    /// <summary>Scatters the bits of a number (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private ulong Encrypt(ulong value)
    {
        var mask = (1UL << _halfBits) - 1;
        var (left, right) = (value >> _halfBits, value & mask);
        for (var round = 1UL; round <= Rounds; round++)
        {
            (left, right) = (right, left ^ (Mix(right + Mix(_key + (round * 0x9E3779B97F4A7C15))) & mask));
        }

        return (left << _halfBits) | right;
    }
}
