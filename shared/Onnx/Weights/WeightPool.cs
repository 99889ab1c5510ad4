namespace Lts.Onnx.Weights;

/// <summary>
/// The values that stand in for weights. A pool is a file of float32 values, little-endian, approximately normal(0, 0.02); element i
/// depends on the seed and i alone, so that a pool can grow without changing what was there, and every device makes the same one.
/// </summary>
public static class WeightPool
{
    /// <summary>The location that weightless graphs name in their external data.</summary>
    public const string FileName = "lts-pool.bin";

    /// <summary>Distance between the starts of two tensors in the pool, in bytes.</summary>
    public const int Stagger = 4096;

    /// <summary>The seed used where none is asked for.</summary>
    public const long DefaultSeed = 1;

    /// <summary>Standard deviation of the values: that of GPT-2's initialisation.</summary>
    public const float StandardDeviation = 0.02f;

    /// <summary>The value of one element.</summary>
    /// <param name="seed">Which of all pools: with the index, all that an element depends on.</param>
    /// <param name="index">Index of the element, from 0.</param>
    public static float ValueAt(long seed, long index)
    {
        Span<float> one = stackalloc float[1];
        Fill(one, index, seed);
        return one[0];
    }

    /// <summary>Computes a run of elements.</summary>
    /// <param name="destination">Receives the elements.</param>
    /// <param name="firstIndex">Index of the first one, from 0.</param>
    /// <param name="seed">Which of all pools: with the index, all that an element depends on.</param>
    public static void Fill(Span<float> destination, long firstIndex, long seed) =>
        SeededNormal.Fill(destination, firstIndex, seed, StandardDeviation);
}
