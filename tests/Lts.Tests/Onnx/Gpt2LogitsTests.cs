using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Tests.Onnx;

/// <summary>What ONNX Runtime computes from the emitted graph against GPT-2 written out in double precision.</summary>
public class Gpt2LogitsTests
{
    /// <summary>Share of the largest logit: a few times what float32 sums of this length lose; seen are at most 2e-6.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(LogitsScope.All, false, 17)]
    [InlineData(LogitsScope.All, true, 17)]
    [InlineData(LogitsScope.Last, false, 17)]
    [InlineData(LogitsScope.Last, true, 17)]
    [InlineData(LogitsScope.All, false, 18)]
    [InlineData(LogitsScope.All, false, 20)]
    [InlineData(LogitsScope.Last, true, 22)]
    public void Logits_OfManyHeterogeneousArchitectures_AreThoseOfGpt2(LogitsScope scope, bool fixedShape, int opset)
    {
        var random = new Random(opset + (int)scope);
        for (var i = 0; i < 25; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            int batch = random.Next(1, 4), length = random.Next(1, architecture.MaxSequenceLength + 1);
            var options = new GraphOptions
            {
                BatchSize = fixedShape ? batch : null,
                SequenceLength = fixedShape ? length : null,
                Logits = scope,
                Opset = opset,
            };
            var tokens = RandomArchitectures.Tokens(random, architecture, batch * length);
            AssertLogits(architecture, options, new LivelyWeights(i), tokens, batch);
        }
    }

    [Theory]
    [InlineData(GraphOptimizationLevel.ORT_ENABLE_ALL)]
    [InlineData(GraphOptimizationLevel.ORT_DISABLE_ALL)] // operator by operator, nothing fused
    public void Logits_OfGpt2sOwnInitialisation_AreThoseOfGpt2(GraphOptimizationLevel optimization)
    {
        Architecture architecture = new Gpt2Shape
        {
            HiddenSize = 128,
            Layers = [new(512, 2), new(320, 8)],
            VocabularySize = 1000,
            MaxSequenceLength = 32,
        };
        var tokens = RandomArchitectures.Tokens(new Random(5), architecture, 32);
        AssertLogits(architecture, new GraphOptions(), new SeededWeights(7, architecture), tokens, batch: 1, optimization);
    }

    [Fact]
    public void DynamicGraph_ServesAnyBatchAndLength()
    {
        var random = new Random(11);
        var architecture = RandomArchitectures.Next(random);
        using var session = GraphSession.Complete(Models.WithWeights(architecture, new GraphOptions(), new LivelyWeights(3)));
        foreach (var (batch, length) in ((int, int)[])[(1, 1), (3, 4), (2, architecture.MaxSequenceLength)])
        {
            var (_, shape) = session.Run(RandomArchitectures.Tokens(random, architecture, batch * length), batch);
            Assert.Equal([batch, length, architecture.VocabularySize], shape);
        }
    }

    private static void AssertLogits(
        Architecture architecture, GraphOptions options, IWeightSource source, long[] tokens, int batch,
        GraphOptimizationLevel optimization = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        var plain = new PlainGpt2(architecture, WeightlessGraph.Emit(architecture, options).Weights, source);
        var length = tokens.Length / batch;
        var expected = new List<double>();
        for (var b = 0; b < batch; b++)
        {
            var logits = plain.Logits(tokens.AsSpan(b * length, length));
            expected.AddRange((options.Logits == LogitsScope.Last ? logits[^1..] : logits).SelectMany(row => row));
        }

        using var session = GraphSession.Complete(Models.WithWeights(architecture, options, source), optimization);
        var (actual, shape) = session.Run(tokens, batch);
        Assert.Equal([batch, options.Logits == LogitsScope.Last ? 1 : length, architecture.VocabularySize], shape);
        Assert.InRange(Models.RelativeError(expected, actual), 0, Tolerance);
    }
}
