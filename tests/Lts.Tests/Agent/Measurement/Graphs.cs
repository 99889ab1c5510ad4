using System.Text;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;

namespace Lts.Tests.Agent.Measurement;

/// <summary>Graphs to measure.</summary>
internal static class Graphs
{
    /// <summary>A model that runs in well under a millisecond.</summary>
    public static byte[] Tiny(GraphOptions? options = null) => Emit(64, 1, options);

    /// <summary>A model of 340 MB.</summary>
    public static byte[] Large() => Emit(768, 12, null);

    /// <summary>A model with an operator that no runtime knows, which only the runtime can tell.</summary>
    public static byte[] UnknownOperator()
    {
        var text = Encoding.Latin1.GetString(Tiny());
        return Encoding.Latin1.GetBytes(text.Replace("LayerNormalization", "LayerNormalisation", StringComparison.Ordinal));
    }

    /// <summary>A model of 18 MB, without its weights and with the same weights in the file.</summary>
    public static (byte[] Weightless, byte[] Embedded) Medium()
    {
        using var embedded = new MemoryStream();
        WeightedGraph.Write(Model(320, 4), new GraphOptions(), new PoolWeights(WeightPool.DefaultSeed), embedded);
        return (Emit(320, 4, null), embedded.ToArray());
    }

    private static byte[] Emit(int hiddenSize, int layers, GraphOptions? options) =>
        WeightlessGraph.Emit(Model(hiddenSize, layers), options ?? new GraphOptions()).Bytes.ToArray();

    private static Architecture Model(int hiddenSize, int layers) => new Gpt2Shape
    {
        HiddenSize = hiddenSize,
        Layers = [.. Enumerable.Repeat(new Gpt2Layer(4 * hiddenSize, 4), layers)],
        VocabularySize = 512,
        MaxSequenceLength = 64,
    };
}
