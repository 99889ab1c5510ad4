using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lts.Domain;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;
using Lts.Onnx.Weights;
using Lts.Onnx.Wire;
using Lts.Tests.Support;
using Architecture = Lts.Domain.Architectures.Architecture;

namespace Lts.Tests.Onnx;

/// <summary>Graphs that hold their matrices as 8-bit integers.</summary>
public class QuantizedGraphTests
{
    private static readonly Architecture Small = new Gpt2Shape { HiddenSize = 64, Layers = [new(160, 2), new(96, 4)], VocabularySize = 500, MaxSequenceLength = 16 };

    [Theory]
    [InlineData(WeightFormat.EightBit, 127)]
    [InlineData(WeightFormat.SevenBit, 63)]
    public void Integers_TimesTheirScales_AreTheWeights_ToHalfAStep(WeightFormat format, int levels)
    {
        var source = new LivelyWeights(2);
        var initializers = Parse(format, source).Graph.Initializer.ToDictionary(tensor => tensor.Name);
        var matrices = WeightlessGraph.Emit(Small, new GraphOptions()).Weights.Where(weight => weight.Dims.Length == 2 && weight.Name != "wpe.weight").ToList();
        Assert.Equal(9, matrices.Count); // four a layer, and the embedding
        foreach (var matrix in matrices)
        {
            var expected = new float[matrix.ElementCount];
            source.Fill(matrix, 0, expected);
            var integers = MemoryMarshal.Cast<byte, sbyte>(initializers[matrix.Name].RawData.Span);
            var scales = MemoryMarshal.Cast<byte, float>(initializers[$"{matrix.Name}.scale"].RawData.Span);
            var columns = (int)matrix.Dims[1];
            Assert.Equal(matrix.Dims, initializers[matrix.Name].Dims);
            Assert.Equal(matrix.Name == "wte.weight" ? 500 : columns, scales.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                var scale = scales[matrix.Name == "wte.weight" ? i / columns : i % columns];
                Assert.InRange(Math.Abs((int)integers[i]), 0, levels);
                Assert.InRange(Math.Abs((integers[i] * scale) - expected[i]), 0, 0.5001f * scale);
            }
        }
    }

    [Theory]
    [InlineData(WeightFormat.EightBit, false, 17, 0.04)]
    [InlineData(WeightFormat.EightBit, true, 20, 0.04)]
    [InlineData(WeightFormat.SevenBit, false, 17, 0.06)]
    public void Logits_AreThoseOfTheFloats_UpToRounding(WeightFormat format, bool withPast, int opset, double tolerance)
    {
        var random = new Random(9);
        var weights = new SeededWeights(7, Small);
        var tokens = RandomArchitectures.Tokens(random, Small, 2 * 16);
        using var floats = GraphSession.Complete(Models.WithWeights(Small, new GraphOptions(), weights));
        var options = new GraphOptions { Weights = format, WithPast = withPast, Opset = opset };
        using var integers = GraphSession.Complete(Models.WithWeights(Small, options, weights));

        var expected = floats.Run(tokens, 2).Logits;
        using var ids = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(tokens, [2, 16]);
        var (names, inputs) = Empty(withPast);
        var outputs = integers.Run(["input_ids", .. names], [ids, .. inputs]);

        Assert.InRange(Models.RelativeError(Array.ConvertAll(expected, x => (double)x), outputs[0].GetTensorDataAsSpan<float>()), 1e-6, tolerance);
    }

    [Fact]
    public void SameWeights_GiveTheSameBytes()
    {
        Assert.StartsWith("7ae6887f83abde9ec96b9285d6d470702615efe7", Sha256(WeightFormat.EightBit), StringComparison.Ordinal);
        Assert.NotEqual(Sha256(WeightFormat.EightBit), Sha256(WeightFormat.SevenBit));
    }

    [Fact]
    public void Size_IsKnownBeforeWriting()
    {
        var options = new GraphOptions { Weights = WeightFormat.EightBit, Described = true };
        Assert.Equal(Models.WithWeights(Small, options, new LivelyWeights(1)).Length, WeightedGraph.SizeOf(Small, options));
    }

    [Fact]
    public void File_IsAQuarterOfTheFloats()
    {
        var large = Small.With(CommonDimensions.HiddenSize, 256) with { VocabularySize = 8000 };
        var share = WeightedGraph.SizeOf(large, new GraphOptions { Weights = WeightFormat.EightBit }) / (double)WeightedGraph.SizeOf(large, new GraphOptions());
        Assert.InRange(share, 0.25, 0.27);
    }

    [Fact]
    public void Inspection_AcceptsIt()
    {
        var graph = GraphInspector.Inspect(Models.WithWeights(Small, new GraphOptions { Weights = WeightFormat.EightBit, WithPast = true }, new LivelyWeights(1)));
        Assert.Contains(graph.Inputs, input => input.Name == "past_key_1");
    }

    [Fact]
    public void WeightsThatAreNoNumbers_AreRefused_ByName()
    {
        var refusal = Assert.Throws<InvalidWeightException>(
            () => Models.WithWeights(Small, new GraphOptions { Weights = WeightFormat.EightBit }, new Diverged()));
        Assert.Contains("h.1.attn.c_proj.weight", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GraphWithoutWeights_HasNoIntegers() => Assert.Throws<ValidationException>(
        () => WeightlessGraph.Emit(Small, new GraphOptions { Weights = WeightFormat.EightBit }));

    private static (IEnumerable<string> Names, IEnumerable<Microsoft.ML.OnnxRuntime.OrtValue> Values) Empty(bool withPast) => !withPast ? ([], []) : (
        Enumerable.Range(0, 2).SelectMany(i => new[] { $"past_key_{i}", $"past_value_{i}" }),
        Small.Layers.SelectMany(layer => Enumerable.Range(0, 2).Select(_ => Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(
            Array.Empty<float>(), [2, layer.HeadCount, 0, 64 / layer.HeadCount]))));

    private static ModelProto Parse(WeightFormat format, IWeightSource source) =>
        ModelProto.Parser.ParseFrom(Models.WithWeights(Small, new GraphOptions { Weights = format }, source));

    private static string Sha256(WeightFormat format) => Convert.ToHexStringLower(SHA256.HashData(
        Models.WithWeights(Small, new GraphOptions { Weights = format }, new SeededWeights(1, Small))));

    private sealed class Diverged : IWeightSource
    {
        public void Fill(WeightTensor tensor, long firstElement, Span<float> destination) =>
            destination.Fill(tensor.Name == "h.1.attn.c_proj.weight" ? float.NaN : 1);
    }
}
