using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using static Lts.Onnx.Emission.GraphBuilder;
using static Lts.Onnx.Wire.TensorProto.Types;
using Dimension = Lts.Onnx.Wire.TensorShapeProto.Types.Dimension;

namespace Lts.Onnx.Emission;

/// <summary>
/// Writes GPT-2 (Radford et al. 2019) as ONNX operators, operator by operator what Hugging Face's GPT2LMHeadModel computes, but with
/// heads and feed-forward size per layer.
/// <para>
/// In the comments: B batch, S new tokens, P past tokens, T = P + S, D hidden size, H heads, d = D / H head size, F feed-forward size,
/// V vocabulary. The same operators serve fixed and dynamic shapes: where a shape is fixed, runtimes fold what follows from it.
/// </para>
/// </summary>
internal sealed class Gpt2Emitter
{
    private const float LayerNormEpsilon = 1e-5f;
    private const string Padding = "padding";

    private readonly GraphBuilder _graph = new("gpt2");
    private readonly Architecture _architecture;
    private readonly GraphOptions _options;
    private readonly ImmutableArray<Gpt2Layer> _layers;
    private readonly long _hidden;

    private Gpt2Emitter(Architecture architecture, GraphOptions options)
    {
        _architecture = architecture;
        _options = options;
        _layers = Gpt2Shape.Of(architecture).Layers;
        _hidden = architecture.HiddenSize;
    }

    private Dimension Batch => Dim(_options.BatchSize, "batch");

    private Dimension Sequence => Dim(_options.SequenceLength, "sequence");

    /// <summary>Builds the graph of a valid architecture.</summary>
    public static GraphBuilder Build(Architecture architecture, GraphOptions options)
    {
        var emitter = new Gpt2Emitter(architecture, options);
        emitter.Model();
        return emitter._graph;
    }

    /// <summary>The cache of each layer: every head has keys and values of its own.</summary>
    public static ImmutableArray<CacheShape> CacheOf(Architecture architecture) =>
        [.. architecture.Values(Gpt2Family.HeadCount).Select(heads => new CacheShape(heads, architecture.HiddenSize / heads))];

    private void Model()
    {
        var ids = _graph.Input("input_ids", DataType.Int64, Batch, Sequence); // (B, S)
        if (_options.WithPadding)
        {
            _graph.Input(Padding, DataType.Int64, Batch);
        }

        for (var layer = 0; _options.WithPast && layer < _architecture.LayerCount; layer++)
        {
            _graph.Input(PastKey(layer), DataType.Float, CacheOf(layer, "past"));
            _graph.Input(PastValue(layer), DataType.Float, CacheOf(layer, "past"));
        }

        var scored = _options.Logits == LogitsScope.Last ? Dim(1) : Sequence;
        _graph.Output("logits", DataType.Float, Batch, scored, Dim(_architecture.VocabularySize));
        var (positions, mask) = Positions(ids);
        var tokens = Matrix("wte.weight", WeightRole.Embedding, 0, _architecture.VocabularySize, _hidden); // (V, D)
        var places = _graph.Weight("wpe.weight", WeightRole.Embedding, _architecture.MaxSequenceLength, _hidden);
        var embedded = Embed(tokens, ids); // (B, S, D)
        var x = _graph.Node("Add", "x", [embedded, _graph.Node("Gather", "pe", [places, positions])]); // (B, S, D)
        for (var i = 0; i < _architecture.LayerCount; i++)
        {
            var layer = _layers[i];
            x = _graph.Node("Add", $"{i}.xa", [x, Attention(i, layer, LayerNorm($"{i}.na", x, $"h.{i}.ln_1"), mask)]);
            x = _graph.Node("Add", $"{i}.x", [x, FeedForward(i, layer, LayerNorm($"{i}.nf", x, $"h.{i}.ln_2"))]);
        }

        if (_options.Logits == LogitsScope.Last)
        {
            x = _graph.Node("Gather", "last", [x, _graph.List("minus_one", -1)], Integer("axis", 1)); // (B, 1, D)
        }

        // The head is the token embedding again: logits = x · wteᵀ.
        var head = _graph.Node("Transpose", "head", [tokens.Values], Integers("perm", 1, 0)); // (D, V)
        Product("logits", LayerNorm("n", x, "ln_f"), (head, tokens.Scales)); // (B, S, V)
    }

    /// <summary>
    /// Positions of the new tokens, (S), and what is added to attention scores so that no token sees a later one, (S, T). With padding both
    /// depend on the row: (B, S) and (B, 1, S, T).
    /// </summary>
    private (string Positions, string Mask) Positions(string ids)
    {
        var zero = _graph.Scalar("zero", 0L);
        var one = _graph.Scalar("one", 1L);
        var total = _graph.Node("Gather", "s", [_graph.Node("Shape", "shape", [ids]), one]); // S
        var past = zero;
        if (_options.WithPast)
        {
            past = _graph.Node("Gather", "p", [_graph.Node("Shape", "past_shape", [PastKey(0)]), _graph.Scalar("two", 2L)]); // P
            total = _graph.Node("Add", "t", [past, total]);
        }

        var positions = _graph.Node("Range", "pos", [past, total, one]); // (S)
        var keys = _options.WithPast ? _graph.Node("Range", "key_pos", [zero, total, one]) : positions; // (T)
        var queries = _graph.Node("Unsqueeze", "query_pos", [positions, _graph.List("axis_1", 1)]); // (S, 1)
        var visible = _graph.Node("LessOrEqual", "visible", [keys, queries]); // (S, T)
        if (_options.WithPadding)
        {
            // A row's text begins at position 0 behind its padding, which nothing sees. Padding itself sees only padding; nobody reads it.
            var starts = _graph.Node("Unsqueeze", "starts", [Padding, _graph.List("axis_1", 1)]); // (B, 1)
            var behind = _graph.Node("Max", "row_pos_m", [_graph.Node("Sub", "row_pos_s", [positions, starts]), zero]); // (B, S)

            // A row that has ended may be carried along beyond the last position while others go on.
            positions = _graph.Node("Min", "row_pos", [behind, _graph.Scalar("last_pos", _architecture.MaxSequenceLength - 1L)]); // (B, S)
            var first = _graph.Node("Unsqueeze", "first_key", [Padding, _graph.List("axes_123", 1, 2, 3)]); // (B, 1, 1, 1)
            visible = _graph.Node("And", "row_visible", [visible, _graph.Node("LessOrEqual", "text", [first, keys])]); // (B, 1, S, T)
        }

        return (positions, _graph.Node("Where", "mask", [visible, _graph.Scalar("open", 0f), _graph.Scalar("shut", float.MinValue)]));
    }

    private string Attention(int i, Gpt2Layer layer, string x, string mask)
    {
        long heads = layer.HeadCount, headSize = _hidden / heads;
        var qkv = Linear($"{i}.qkv", x, $"h.{i}.attn.c_attn", WeightRole.Projection, _hidden, 3 * _hidden); // (B, S, 3D)
        var thirds = _graph.List("thirds", _hidden, _hidden, _hidden);
        var parts = _graph.Nodes("Split", [$"{i}.q", $"{i}.k", $"{i}.v"], [qkv, thirds], Integer("axis", 2)); // (B, S, D) each
        var query = Heads($"{i}.qh", parts[0], layer, 0, 2, 1, 3); // (B, H, S, d)
        var value = Heads($"{i}.vh", parts[2], layer, 0, 2, 1, 3);
        string key; // (B, H, d, T)
        if (_options.WithPast)
        {
            var keys = Cache(i, PastKey(i), Heads($"{i}.kh", parts[1], layer, 0, 2, 1, 3), $"present_key_{i}"); // (B, H, T, d)
            key = _graph.Node("Transpose", $"{i}.kt", [keys], Integers("perm", 0, 1, 3, 2));
            value = Cache(i, PastValue(i), value, $"present_value_{i}"); // (B, H, T, d)
        }
        else
        {
            key = Heads($"{i}.kt", parts[1], layer, 0, 2, 3, 1);
        }

        var scores = _graph.Node("MatMul", $"{i}.qk", [query, key]); // (B, H, S, T)
        scores = _graph.Node("Mul", $"{i}.sc", [scores, _graph.Scalar($"scale_{headSize}", (float)(1 / Math.Sqrt(headSize)))]);
        var shares = _graph.Node("Softmax", $"{i}.sm", [_graph.Node("Add", $"{i}.ma", [scores, mask])], Integer("axis", -1));
        var mixed = _graph.Node("MatMul", $"{i}.av", [shares, value]); // (B, H, S, d)
        mixed = _graph.Node("Transpose", $"{i}.at", [mixed], Integers("perm", 0, 2, 1, 3)); // (B, S, H, d)
        mixed = _graph.Node("Reshape", $"{i}.a", [mixed, _graph.List("merged", 0, 0, _hidden)]); // (B, S, D)
        return Linear($"{i}.o", mixed, $"h.{i}.attn.c_proj", WeightRole.ResidualProjection, _hidden, _hidden);
    }

    private string FeedForward(int i, Gpt2Layer layer, string x)
    {
        var inner = Linear($"{i}.fc", x, $"h.{i}.mlp.c_fc", WeightRole.Projection, _hidden, layer.FeedForwardSize); // (B, S, F)
        return Linear($"{i}.f", Gelu(i, inner), $"h.{i}.mlp.c_proj", WeightRole.ResidualProjection, layer.FeedForwardSize, _hidden);
    }

    /// <summary>
    /// GELU as GPT-2 defines it: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))). From opset 20 it is an operator of its own.
    /// </summary>
    private string Gelu(int i, string x)
    {
        if (_options.Opset >= 20)
        {
            return _graph.Node("Gelu", $"{i}.g", [x], Text("approximate", "tanh"));
        }

        var cube = _graph.Node("Pow", $"{i}.g1", [x, _graph.Scalar("three", 3f)]);
        var sum = _graph.Node("Add", $"{i}.g3", [x, _graph.Node("Mul", $"{i}.g2", [cube, _graph.Scalar("gelu_cubic", 0.044715f)])]);
        var scaled = _graph.Node("Mul", $"{i}.g4", [sum, _graph.Scalar("gelu_scale", (float)Math.Sqrt(2 / Math.PI))]);
        var tanh = _graph.Node("Tanh", $"{i}.g5", [scaled]);
        var gate = _graph.Node("Add", $"{i}.g6", [tanh, _graph.Scalar("gelu_one", 1f)]);
        return _graph.Node("Mul", $"{i}.g", [_graph.Node("Mul", $"{i}.g7", [x, _graph.Scalar("half", 0.5f)]), gate]);
    }

    private string LayerNorm(string output, string x, string weight) => _graph.Node(
        "LayerNormalization", output,
        [x, _graph.Weight($"{weight}.weight", WeightRole.Gain, _hidden), _graph.Weight($"{weight}.bias", WeightRole.Bias, _hidden)],
        Integer("axis", -1), Real("epsilon", LayerNormEpsilon));

    private string Linear(string output, string x, string weight, WeightRole role, long inputs, long outputs)
    {
        var product = Product($"{output}m", x, Matrix($"{weight}.weight", role, 1, inputs, outputs));
        return _graph.Node("Add", output, [product, _graph.Weight($"{weight}.bias", WeightRole.Bias, outputs)]);
    }

    /// <summary>A matrix in the graph's format: as 8-bit integers it has a scale for each index of an axis, else no scales.</summary>
    private (string Values, string? Scales) Matrix(string weight, WeightRole role, int scaleAxis, long rows, long columns) =>
        _options.Weights == WeightFormat.Floating
            ? (_graph.Weight(weight, role, rows, columns), null)
            : _graph.QuantizedWeight(weight, role, scaleAxis, rows, columns);

    /// <summary>
    /// x · matrix. Of integers: x becomes unsigned 8-bit by its own smallest and largest value, (x - zero) · matrix is summed in 32 bits, and both
    /// scales are multiplied in. ONNX Runtime knows this chain and runs it as one operator.
    /// </summary>
    private string Product(string output, string x, (string Values, string? Scales) matrix)
    {
        if (matrix.Scales is null)
        {
            return _graph.Node("MatMul", output, [x, matrix.Values]);
        }

        var parts = _graph.Nodes("DynamicQuantizeLinear", [$"{output}.xq", $"{output}.xs", $"{output}.xz"], [x]);
        var sum = _graph.Node("MatMulInteger", $"{output}.i", [parts[0], matrix.Values, parts[2]]);
        var scale = _graph.Node("Mul", $"{output}.s", [parts[1], matrix.Scales]);
        return _graph.Node("Mul", output, [_graph.Node("Cast", $"{output}.f", [sum], Integer("to", (long)DataType.Float)), scale]);
    }

    /// <summary>Rows of the token embedding, (B, S, D).</summary>
    private string Embed((string Values, string? Scales) tokens, string ids)
    {
        if (tokens.Scales is null)
        {
            return _graph.Node("Gather", "te", [tokens.Values, ids]);
        }

        var rows = _graph.Node("Cast", "te.f", [_graph.Node("Gather", "te.i", [tokens.Values, ids])], Integer("to", (long)DataType.Float));
        var scales = _graph.Node("Unsqueeze", "te.s", [_graph.Node("Gather", "te.g", [tokens.Scales, ids]), _graph.List("axis_2", 2)]); // (B, S, 1)
        return _graph.Node("Mul", "te", [rows, scales]);
    }

    /// <summary>Splits (B, S, D) into heads (B, S, H, d) and permutes them. In a Reshape, 0 keeps a dimension.</summary>
    private string Heads(string output, string x, Gpt2Layer layer, params long[] permutation)
    {
        var shape = _graph.List($"heads_{layer.HeadCount}", 0, 0, layer.HeadCount, _hidden / layer.HeadCount);
        return _graph.Node("Transpose", output, [_graph.Node("Reshape", $"{output}r", [x, shape])], Integers("perm", permutation));
    }

    private string Cache(int layer, string past, string present, string output)
    {
        _graph.Output(output, DataType.Float, CacheOf(layer, "total"));
        return _graph.Node("Concat", output, [past, present], Integer("axis", 2));
    }

    private Dimension[] CacheOf(int layer, string length)
    {
        var heads = _layers[layer].HeadCount;
        return [Batch, Dim(heads), Dim(null, length), Dim(_hidden / heads)];
    }

    private static string PastKey(int layer) => $"past_key_{layer}";

    private static string PastValue(int layer) => $"past_value_{layer}";

    private static Dimension Dim(long? size, string symbol = "") =>
        size is { } known ? new Dimension { DimValue = known } : new Dimension { DimParam = symbol };
}
