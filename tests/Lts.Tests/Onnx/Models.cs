using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;

namespace Lts.Tests.Onnx;

/// <summary>Shortcuts for making models.</summary>
internal static class Models
{
    public static byte[] WithWeights(Architecture architecture, GraphOptions options, IWeightSource source)
    {
        using var stream = new MemoryStream();
        WeightedGraph.Write(architecture, options, source, stream);
        return stream.ToArray();
    }

    /// <summary>Largest difference between two sets of logits, as a share of the largest logit.</summary>
    public static double RelativeError(IReadOnlyList<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        double difference = 0, largest = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            // Not Math.Max, which a NaN in just one of them would slip through unseen.
            Assert.True(float.IsFinite(actual[i]), "a logit is not finite");
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return difference / largest;
    }
}
