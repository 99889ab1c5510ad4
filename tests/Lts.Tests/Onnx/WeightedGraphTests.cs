using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Onnx.Wire;
using Architecture = Lts.Domain.Architectures.Architecture;

namespace Lts.Tests.Onnx;

public class WeightedGraphTests
{
    private static readonly Architecture Small = new Gpt2Shape
    {
        HiddenSize = 64,
        Layers = [new(160, 2), new(96, 4)],
        VocabularySize = 2000,
        MaxSequenceLength = 16,
    };

    [Fact]
    public void File_IsProtobuf_WithEveryWeightInPlace()
    {
        var source = new SeededWeights(9, Small);
        var bytes = Models.WithWeights(Small, new GraphOptions(), source);
        var model = ModelProto.Parser.ParseFrom(bytes);
        var initializers = model.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        Assert.Equal(GraphOptions.MinOpset, Assert.Single(model.OpsetImport).Version);
        foreach (var weight in WeightlessGraph.Emit(Small, new GraphOptions()).Weights)
        {
            var expected = new float[weight.ElementCount];
            source.Fill(weight, 0, expected);
            Assert.Equal(weight.Dims, initializers[weight.Name].Dims);
            var actual = MemoryMarshal.Cast<byte, float>(initializers[weight.Name].RawData.Span);
            Assert.Equal(expected, actual.ToArray());
        }
    }

    [Fact]
    public void Size_IsKnownBeforeWriting()
    {
        var random = new Random(4);
        for (var i = 0; i < 20; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            var options = new GraphOptions { WithPast = i % 2 == 0 };
            Assert.Equal(Models.WithWeights(architecture, options, new PoolWeights(1)).Length, WeightedGraph.SizeOf(architecture, options));
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameBytes_AnotherSeedOthers()
    {
        Assert.Equal("514eb27fc9bccc44b26c3ac28535f1fa7d0404337fc76901a3b88567b36d09e2", Sha256(seed: 1));
        Assert.NotEqual(Sha256(seed: 1), Sha256(seed: 2));
    }

    [Fact]
    public void ModelBeyondTwoGibibytes_IsRefused_BeforeAnythingIsWritten()
    {
        var large = Small.With(CommonDimensions.HiddenSize, 4096) with { VocabularySize = 200_000 };
        using var stream = new MemoryStream();
        var refusal = Assert.Throws<ModelTooLargeException>(
            () => WeightedGraph.Write(large, new GraphOptions(), new PoolWeights(1), stream));
        Assert.True(refusal.Bytes > WeightedGraph.MaxBytes);
        Assert.Equal(0, stream.Length);
    }

    private static string Sha256(long seed) =>
        Convert.ToHexStringLower(SHA256.HashData(Models.WithWeights(Small, new GraphOptions(), new SeededWeights(seed, Small))));
}
