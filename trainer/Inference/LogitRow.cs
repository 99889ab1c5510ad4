using System.Numerics;
using System.Runtime.InteropServices;

namespace Lts.Trainer.Inference;

/// <summary>What is asked of the logits of one position, vectorised: there are as many as the vocabulary has ids.</summary>
internal static class LogitRow
{
    /// <summary>The largest; NaN if any is NaN.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var largest = new Vector<float>(float.NegativeInfinity);
        foreach (var vector in vectors)
        {
            largest = Vector.Max(largest, vector);
        }

        var max = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            max = MathF.Max(max, largest[i]);
        }

        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            max = MathF.Max(max, logit);
        }

        return max;
    }

    /// <summary>Index of the largest; the first of equals. -1 if one is NaN.</summary>
    public static int IndexOfMax(ReadOnlySpan<float> logits) => Max(logits) is var max && float.IsNaN(max) ? -1 : logits.IndexOf(max);

    /// <summary>ln Σ exp(logit), summed in double precision.</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var max = Max(logits);
        return max + Math.Log(SumExp(logits, max));
    }

    /// <summary>Σ exp(logit - shift).</summary>
    public static double SumExp(ReadOnlySpan<float> logits, float shift)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var vector in vectors)
        {
            Vector.Widen(Vector.Exp(vector - new Vector<float>(shift)), out var first, out var second);
            low += first;
            high += second;
        }

        var sum = Vector.Sum(low + high);
        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            sum += Math.Exp(logit - shift);
        }

        return sum;
    }
}
