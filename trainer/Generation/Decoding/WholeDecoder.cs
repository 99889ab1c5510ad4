using Lts.Onnx.Emission;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Generation.Decoding;

/// <summary>Decodes without a cache: every step computes the whole text again. For graphs that have none, and to check the other by.</summary>
internal sealed class WholeDecoder : IDecoder
{
    private readonly InferenceSession _session;
    private readonly GraphOptions _options;
    private readonly PromptBatch _prompts;
    private readonly int _vocabulary;
    private readonly RunOptions _run = new();
    private readonly long[] _ids; // (B, capacity)
    private readonly int _capacity;
    private int _length;
    private float[] _logits = [];

    /// <summary>Prepares to decode; see <see cref="CachedDecoder"/> for the parameters.</summary>
    public WholeDecoder(InferenceSession session, GraphOptions options, int vocabulary, PromptBatch prompts, int capacity)
    {
        (_session, _options, _vocabulary, _prompts, _capacity) = (session, options, vocabulary, prompts, capacity);
        _ids = new long[prompts.Rows * capacity];
        for (var row = 0; row < prompts.Rows; row++)
        {
            prompts.Ids.AsSpan(row * prompts.Length, prompts.Length).CopyTo(_ids.AsSpan(row * capacity));
        }

        _length = prompts.Length;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Start() => Run();

    /// <inheritdoc/>
    public ReadOnlySpan<float> Next(ReadOnlySpan<int> tokens)
    {
        for (var row = 0; row < tokens.Length; row++)
        {
            _ids[(row * _capacity) + _length] = tokens[row];
        }

        _length++;
        return Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private ReadOnlySpan<float> Run()
    {
        var rows = new long[_prompts.Rows * _length];
        for (var row = 0; row < _prompts.Rows; row++)
        {
            _ids.AsSpan(row * _capacity, _length).CopyTo(rows.AsSpan(row * _length));
        }

        using var ids = OrtValue.CreateTensorValueFromMemory(rows, [_prompts.Rows, _length]);
        using var padding = OrtValue.CreateTensorValueFromMemory(_prompts.Padding, [_prompts.Rows]);
        using var outputs = _options.WithPadding
            ? _session.Run(_run, ["input_ids", "padding"], [ids, padding], ["logits"])
            : _session.Run(_run, ["input_ids"], [ids], ["logits"]);
        var length = _options.Logits == LogitsScope.All ? _length : 1;
        _logits = RowPicker.Last(outputs[0].GetTensorDataAsSpan<float>(), _prompts.Rows, length, _vocabulary).ToArray();
        return _logits;
    }
}
