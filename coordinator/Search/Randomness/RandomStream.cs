using System.Numerics;

namespace Lts.Search.Randomness;

/// <summary>
/// A stream of random numbers that is the same on every platform and in every version of .NET, which System.Random does not promise for
/// a seed. xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64 as its authors advise.
/// </summary>
internal sealed class RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _s0, _s1, _s2, _s3;

    /// <summary>The stream of a seed and a purpose.</summary>
    public RandomStream(long seed, RandomPurpose purpose)
    {
        // The purpose is mixed before it meets the seed: neighbouring seeds and purposes share nothing.
        ulong purposeState = (ulong)purpose;
        ulong state = (ulong)seed ^ SplitMix(ref purposeState);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number of [0, 1), one of 2^53 equally spaced ones.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to <paramref name="count"/> − 1, every one equally likely (Lemire, 2019).</summary>
    /// <param name="count">At least 1.</param>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ulong range = (ulong)count;
        ulong high = Math.BigMul(NextBits(), range, out ulong low);
        if (low < range)
        {
            // Of 2^64 values the first (2^64 mod range) would make some results likelier than others.
            ulong threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>True with a probability.</summary>
    public bool NextBool(double probability) => NextDouble() < probability;

    private static ulong SplitMix(ref ulong state)
    {
        state += GoldenGamma;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
