using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;
using Lts.Onnx.Weights;

namespace Lts.Tests.Onnx;

public class WeightlessGraphTests
{
    private static readonly Architecture Small = new Gpt2Shape
    {
        HiddenSize = 64,
        Layers = [new(160, 2), new(96, 4)],
        VocabularySize = 300,
        MaxSequenceLength = 16,
    };

    [Fact]
    public void Graph_OnThePool_GivesTheSameLogitsAsTheSameWeightsEmbedded()
    {
        var options = new GraphOptions { BatchSize = 1, SequenceLength = 16 };
        var tokens = RandomArchitectures.Tokens(new Random(1), Small, 16);
        using var pooled = GraphSession.Weightless(WeightlessGraph.Emit(Small, options), seed: 42);
        using var embedded = GraphSession.Complete(Models.WithWeights(Small, options, new PoolWeights(42)));
        Assert.Equal(embedded.Run(tokens, 1).Logits, pooled.Run(tokens, 1).Logits);
    }

    [Fact]
    public void Weights_StartApart_AndReachAsFarAsIsSaid()
    {
        var graph = WeightlessGraph.Emit(Small, new GraphOptions());
        Assert.Equal(graph.Weights.Length, graph.Weights.Select(weight => weight.PoolOffset).Distinct().Count());
        Assert.Equal(graph.RequiredPoolBytes, GraphInspector.Inspect(graph.Bytes).RequiredPoolBytes);
        var largest = graph.Weights.Max(weight => weight.ByteCount);
        Assert.True(graph.RequiredPoolBytes <= largest + (WeightPool.Stagger * (long)graph.Weights.Length));
    }

    [Fact]
    public void Weights_AreAsManyAsTheFormulaCounts()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            var weights = WeightlessGraph.Emit(architecture, new GraphOptions()).Weights;
            Assert.Equal(architecture.Parameters.Total, weights.Sum(weight => weight.ElementCount));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DeepestArchitectureOfThePaper_FitsInto64KiB(bool withPast)
    {
        var graph = WeightlessGraph.Emit(RandomArchitectures.DeepestOfPaper, new GraphOptions { WithPast = withPast });
        Assert.InRange(graph.Bytes.Length, 1, 64 << 10);
    }

    [Fact]
    public void Bytes_ArePinned_SoThatTheyCannotDifferBetweenPlatformsOrChangeUnseen()
    {
        Assert.Equal(
            "f33c9436f01158c9609fa2578606b93540bcec6d4a1c955001667e4cc846744c", WeightlessGraph.Emit(Small, new GraphOptions()).Sha256);
        Assert.Equal("9e0e8461a7d06fe04d9e8eda991f74fe026ef2ccb108afde0eeeb17a985402d6", WeightlessGraph.Emit(
            Small, new GraphOptions { BatchSize = 2, SequenceLength = 8, Logits = LogitsScope.Last, WithPast = true, Opset = 20 }).Sha256);
    }

    [Fact]
    public void DropoutDoesNotReachTheGraph() =>
        Assert.Equal(
            WeightlessGraph.Emit(Small, new GraphOptions()).Sha256,
            WeightlessGraph.Emit(Small with { AttentionDropout = 0.1 }, new GraphOptions()).Sha256);

    [Fact]
    public void ImpossibleInput_IsRefused_EveryErrorNamed()
    {
        var badLayer = Gpt2Shape.Of(Small) with { Layers = [new(160, 3)] };
        Assert.Contains("n_head of layer 0", Refusal(badLayer, new GraphOptions()), StringComparison.Ordinal);
        var message = Refusal(Small, new GraphOptions { SequenceLength = 17, BatchSize = 0, Opset = 16 });
        Assert.All(["1 to 16 tokens", "at least 1 sequence", "opset"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string Refusal(Architecture architecture, GraphOptions options) =>
        Assert.Throws<Lts.Domain.ValidationException>(() => WeightlessGraph.Emit(architecture, options)).Message;
}
