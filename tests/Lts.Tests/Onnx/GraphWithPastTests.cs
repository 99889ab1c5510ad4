using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Tests.Onnx;

/// <summary>Graphs with a key/value cache against those without.</summary>
public class GraphWithPastTests
{
    [Theory]
    [InlineData(LogitsScope.Last)]
    [InlineData(LogitsScope.All)]
    public void GreedyText_WithCache_IsThatWithout(LogitsScope scope)
    {
        var random = new Random(17);
        for (var i = 0; i < 10; i++)
        {
            var architecture = RandomArchitectures.Next(random) with { MaxSequenceLength = 24 };
            var prompt = RandomArchitectures.Tokens(random, architecture, random.Next(1, 8));
            var weights = new LivelyWeights(i);
            using var whole = Session(architecture, new GraphOptions { Logits = LogitsScope.Last }, weights);
            using var cached = Session(architecture, new GraphOptions { Logits = scope, WithPast = true }, weights);
            var expected = new List<long>(prompt);
            while (expected.Count < architecture.MaxSequenceLength)
            {
                expected.Add(IndexOfLargest(whole.Run([.. expected], batch: 1).Logits));
            }

            Assert.Equal(expected, DecodeWithCache(cached, architecture, prompt));
        }
    }

    [Fact]
    public void SeveralNewTokens_AfterAPast_GetTheLogitsOfTheWholeSequence()
    {
        var random = new Random(23);
        var architecture = RandomArchitectures.Next(random) with { MaxSequenceLength = 20 };
        const int batch = 2, first = 7, second = 5, length = first + second;
        var tokens = RandomArchitectures.Tokens(random, architecture, batch * length);
        var weights = new LivelyWeights(1);
        using var whole = GraphSession.Complete(Models.WithWeights(architecture, new GraphOptions(), weights));
        using var cached = GraphSession.Complete(
            Models.WithWeights(architecture, new GraphOptions { WithPast = true, BatchSize = batch }, weights));
        var expected = whole.Run(tokens, batch).Logits;

        var state = Step(cached, architecture, Columns(tokens, length, 0, first), batch, EmptyPast(architecture, batch));
        var outputs = Step(cached, architecture, Columns(tokens, length, first, second), batch, [.. state.Skip(1)]);

        var actual = outputs[0].GetTensorDataAsSpan<float>();
        var vocabulary = architecture.VocabularySize;
        for (var b = 0; b < batch; b++)
        {
            var rows = expected.AsSpan(((b * length) + first) * vocabulary, second * vocabulary).ToArray();
            var expectedRows = Array.ConvertAll(rows, x => (double)x);
            Assert.InRange(Models.RelativeError(expectedRows, actual.Slice(b * second * vocabulary, rows.Length)), 0, 1e-5);
        }

        Assert.Equal([batch, architecture.Layers[0].HeadCount, length, architecture.HiddenSize / architecture.Layers[0].HeadCount],
            outputs[1].GetTensorTypeAndShape().Shape);
        Dispose([.. state, .. outputs]);
    }

    private static List<long> DecodeWithCache(GraphSession session, Architecture architecture, long[] prompt)
    {
        var text = new List<long>(prompt);
        var next = prompt;
        var past = EmptyPast(architecture, batch: 1);
        while (true)
        {
            var outputs = Step(session, architecture, next, batch: 1, past);
            var logits = outputs[0].GetTensorDataAsSpan<float>();
            text.Add(IndexOfLargest(logits[^architecture.VocabularySize..]));
            Dispose([outputs[0], .. past]);
            past = [.. outputs.Skip(1)];
            next = [text[^1]];
            if (text.Count == architecture.MaxSequenceLength)
            {
                Dispose(past);
                return text;
            }
        }
    }

    private static GraphSession Session(Architecture architecture, GraphOptions options, LivelyWeights weights) =>
        GraphSession.Complete(Models.WithWeights(architecture, options, weights));

    private static IReadOnlyList<OrtValue> Step(
        GraphSession session, Architecture architecture, long[] tokens, int batch, IReadOnlyList<OrtValue> past)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [batch, tokens.Length / batch]);
        var names = Enumerable.Range(0, architecture.LayerCount).SelectMany(i => new[] { $"past_key_{i}", $"past_value_{i}" });
        return session.Run(["input_ids", .. names], [ids, .. past]);
    }

    private static List<OrtValue> EmptyPast(Architecture architecture, int batch) =>
    [
        .. architecture.Layers.SelectMany(layer => Enumerable.Range(0, 2).Select(_ => OrtValue.CreateTensorValueFromMemory(
            Array.Empty<float>(), [batch, layer.HeadCount, 0, architecture.HiddenSize / layer.HeadCount]))),
    ];

    private static long[] Columns(long[] tokens, int length, int first, int count) =>
        [.. tokens.Chunk(length).SelectMany(row => row.Skip(first).Take(count))];

    private static long IndexOfLargest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static void Dispose(IReadOnlyList<OrtValue> values)
    {
        foreach (var value in values)
        {
            value.Dispose();
        }
    }
}
