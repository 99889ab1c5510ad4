using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NativeMemory = System.Runtime.InteropServices.NativeMemory;

namespace Lts.Trainer.Generation.Decoding;

/// <summary>
/// Decodes with the keys and values of earlier tokens kept: a step computes one token. Two buffers, each large enough for the longest text,
/// take turns: the graph reads the past from one and writes past and present to the other, and the values it wrote are bound as its next
/// input. So this side copies and allocates nothing of the cache.
/// </summary>
/// <remarks>Shapes: B rows, H heads, P past tokens, d head size, V vocabulary.</remarks>
internal sealed unsafe class CachedDecoder : IDecoder
{
    private readonly InferenceSession _session;
    private readonly Architecture _architecture;
    private readonly PromptBatch _prompts;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly (string Past, string Present)[] _names;
    private readonly long[] _offsets;
    private readonly float*[] _buffers = new float*[2];
    private readonly long[] _stepIds;
    private readonly OrtValue _stepInput;
    private readonly OrtValue? _padding;
    private readonly bool _allLogits;
    private OrtValue[] _past = [];
    private readonly ImmutableArray<CacheShape> _cache;
    private OrtValue? _logits;
    private int _pastLength;
    private int _turn;

    /// <summary>Prepares to decode.</summary>
    /// <param name="session">A graph with a past; disposed with this, unless this constructor throws.</param>
    /// <param name="options">The options that the graph was emitted with.</param>
    /// <param name="architecture">The architecture of the model.</param>
    /// <param name="prompts">The batch of prompts to continue.</param>
    /// <param name="capacity">Most tokens of a row, padding included.</param>
    public CachedDecoder(InferenceSession session, GraphOptions options, Architecture architecture, PromptBatch prompts, int capacity)
    {
        (_session, _architecture, _prompts) = (session, architecture, prompts);
        _allLogits = options.Logits == LogitsScope.All;
        _names = [.. Enumerable.Range(0, architecture.LayerCount).SelectMany(layer =>
            new[] { ($"past_key_{layer}", $"present_key_{layer}"), ($"past_value_{layer}", $"present_value_{layer}") })];

        // Keys or values of a layer are B · H · d floats per token; of each layer first the keys, then the values.
        _cache = DecoderCache.Of(architecture);
        var sizes = Enumerable.Range(0, _names.Length).Select(i => FloatsPerToken(i / 2) * capacity).ToArray();
        _offsets = [.. sizes.Select((_, i) => sizes.Take(i).Sum())];
        _stepIds = new long[prompts.Rows];
        try
        {
            _binding = session.CreateIoBinding();
            for (var i = 0; i < _buffers.Length; i++)
            {
                _buffers[i] = (float*)NativeMemory.AlignedAlloc((nuint)(sizes.Sum() * sizeof(float)), 64);
            }

            _stepInput = OrtValue.CreateTensorValueFromMemory(_stepIds, [prompts.Rows, 1]);
            _past = Slots(length: 0);
            if (options.WithPadding)
            {
                _padding = OrtValue.CreateTensorValueFromMemory(prompts.Padding, [prompts.Rows]);
                _binding.BindInput("padding", _padding);
            }
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Start()
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(_prompts.Ids, [_prompts.Rows, _prompts.Length]);
        var logits = Run(ids, _prompts.Length);
        _binding.BindInput("input_ids", _stepInput);
        return logits;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Next(ReadOnlySpan<int> tokens)
    {
        for (var row = 0; row < tokens.Length; row++)
        {
            _stepIds[row] = tokens[row];
        }

        return Run(null, 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _session.Dispose();
    }

    /// <summary>Lets go of all but the session, in whichever state the constructor left it.</summary>
    private void Release()
    {
        _binding?.Dispose();
        _stepInput?.Dispose();
        _padding?.Dispose();
        _logits?.Dispose();
        Free(_past);
        _run.Dispose();
        foreach (var buffer in _buffers)
        {
            NativeMemory.AlignedFree(buffer);
        }
    }

    private ReadOnlySpan<float> Run(OrtValue? ids, int length)
    {
        if (ids is not null)
        {
            _binding.BindInput("input_ids", ids);
        }

        BindLogits(_allLogits ? length : 1);
        _turn = 1 - _turn;
        var present = Slots(_pastLength + length);
        for (var i = 0; i < _names.Length; i++)
        {
            _binding.BindInput(_names[i].Past, _past[i]);
            _binding.BindOutput(_names[i].Present, present[i]);
        }

        _session.RunWithBinding(_run, _binding);
        Free(_past);
        _past = present;
        _pastLength += length;
        return LastRows(_allLogits ? length : 1);
    }

    /// <summary>Of the keys, or of the values, of a layer.</summary>
    private long FloatsPerToken(int layer) => (long)_prompts.Rows * _cache[layer].HeadCount * _cache[layer].HeadSize;

    /// <summary>Keys and values of all layers for a number of tokens, (B, H, P, d) each, in the buffer whose turn it is.</summary>
    private OrtValue[] Slots(int length)
    {
        var slots = new OrtValue[_names.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var cache = _cache[i / 2];
            long[] shape = [_prompts.Rows, cache.HeadCount, length, cache.HeadSize];
            slots[i] = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)(_buffers[_turn] + _offsets[i]),
                FloatsPerToken(i / 2) * length * sizeof(float));
        }

        return slots;
    }

    private void BindLogits(int length)
    {
        if (_logits?.GetTensorTypeAndShape().Shape[1] == length)
        {
            return;
        }

        _logits?.Dispose();
        _logits = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, [_prompts.Rows, length, _architecture.VocabularySize]);
        _binding.BindOutput("logits", _logits);
    }

    private ReadOnlySpan<float> LastRows(int length)
    {
        var all = _logits!.GetTensorDataAsSpan<float>();
        return RowPicker.Last(all, _prompts.Rows, length, _architecture.VocabularySize);
    }

    private static void Free(OrtValue[] values)
    {
        foreach (var value in values)
        {
            value.Dispose();
        }
    }
}
