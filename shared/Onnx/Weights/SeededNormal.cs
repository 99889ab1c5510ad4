using System.Numerics;

namespace Lts.Onnx.Weights;

/// <summary>
/// A reproducible, endless sequence of nearly normal numbers in which any element can be computed by itself. Each is the sum of four
/// uniform 16-bit numbers (Irwin–Hall distribution): mean 0, at most 3.46 standard deviations out, never so small as to be denormal.
/// The bits come from hashing the element's index with a 32-bit integer permutation ("lowbias32" of Chris Wellons' hash-prospector).
/// Only integer operations and one exact conversion and multiplication are used, so that every platform gives the same numbers.
/// </summary>
internal static class SeededNormal
{
    private const uint First = 0x7feb352d;
    private const uint Second = 0x846ca68b;
    private const uint Step = 0x9e3779b9;

    /// <summary>Mean of the sum of four uniform 16-bit numbers.</summary>
    private const int Centre = 2 * ushort.MaxValue;

    /// <summary>Computes a run of the sequence.</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="firstIndex">Index of the first number, from 0.</param>
    /// <param name="seed">Chooses the sequence.</param>
    /// <param name="standardDeviation">Standard deviation of the numbers.</param>
    public static void Fill(Span<float> destination, long firstIndex, long seed, float standardDeviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstIndex);
        var scale = (float)(standardDeviation * Math.Sqrt(3) / (1 << 16));
        while (!destination.IsEmpty)
        {
            // The hash takes 32 bits of the index; the others choose its key.
            var length = (int)Math.Min(destination.Length, (1L << 32) - (uint)firstIndex);
            var key = Mix((ulong)seed ^ Mix((ulong)(firstIndex >>> 32)));
            FillBlock(destination[..length], (uint)firstIndex, (uint)key, (uint)(key >> 32), scale);
            destination = destination[length..];
            firstIndex += length;
        }
    }

    private static void FillBlock(Span<float> destination, uint index, uint firstKey, uint secondKey, float scale)
    {
        var i = 0;
        var lanes = Vector<uint>.Indices + new Vector<uint>(index);
        var centre = new Vector<int>(Centre);
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var high = Permute(Permute(lanes ^ new Vector<uint>(firstKey)) + new Vector<uint>(secondKey));
            var low = Permute(high ^ new Vector<uint>(Step));
            var sum = (high & new Vector<uint>(ushort.MaxValue)) + (high >>> 16) + (low & new Vector<uint>(ushort.MaxValue)) + (low >>> 16);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(sum) - centre) * scale).CopyTo(destination[i..]);
            lanes += new Vector<uint>((uint)Vector<uint>.Count);
        }

        for (; i < destination.Length; i++)
        {
            var high = Permute(Permute((index + (uint)i) ^ firstKey) + secondKey);
            var low = Permute(high ^ Step);
            var sum = (high & ushort.MaxValue) + (high >>> 16) + (low & ushort.MaxValue) + (low >>> 16);
            destination[i] = ((int)sum - Centre) * scale;
        }
    }

    private static Vector<uint> Permute(Vector<uint> x)
    {
        x = (x ^ (x >>> 16)) * First;
        x = (x ^ (x >>> 15)) * Second;
        return x ^ (x >>> 16);
    }

    private static uint Permute(uint x)
    {
        x = (x ^ (x >>> 16)) * First;
        x = (x ^ (x >>> 15)) * Second;
        return x ^ (x >>> 16);
    }

    /// <summary>A 64-bit permutation (the finaliser of SplitMix64, Steele et al. 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9e3779b97f4a7c15;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111eb;
        return z ^ (z >>> 31);
    }
}
