using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Export;
using Lts.Trainer.Models.Folders;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lts.Trainer.Generation;

/// <summary>
/// A model in ONNX Runtime that keeps the keys and values of what it has seen, so that a further token costs one token's work. The cache never
/// leaves the runtime: what one run puts out, the next takes in.
/// </summary>
internal sealed class CachedModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly Architecture _architecture;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private IReadOnlyList<OrtValue> _cache;

    private CachedModel(InferenceSession session, Architecture architecture)
    {
        _session = session;
        _architecture = architecture;
        var layers = Enumerable.Range(0, architecture.LayerCount).ToList();
        _inputs = ["input_ids", .. layers.SelectMany(i => new[] { $"past_key_{i}", $"past_value_{i}" })];
        _outputs = ["logits", .. layers.SelectMany(i => new[] { $"present_key_{i}", $"present_value_{i}" })];
        _cache = Empty();
    }

    /// <summary>Tokens seen so far.</summary>
    public int Length { get; private set; }

    /// <summary>Most tokens that it can see.</summary>
    public int MaxLength => _architecture.MaxSequenceLength;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads of a run; 0 for one a core.</param>
    /// <exception cref="UserErrorException">It does not fit on the disk or into one ONNX file.</exception>
    public static CachedModel Load(ModelFolder model, int threads)
    {
        OnnxRuntimeTelemetry.SwitchOff();
        var folder = Directory.CreateTempSubdirectory("lts-generate-");
        try
        {
            var file = Path.Combine(folder.FullName, "model.onnx");
            OnnxExport.Write(model, new GraphOptions { BatchSize = 1, WithPast = true, Logits = LogitsScope.Last }, file);
            using var options = new SessionOptions { IntraOpNumThreads = threads };
            return new CachedModel(new InferenceSession(file, options), model.Architecture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Shows the model further tokens.</summary>
    /// <param name="tokens">At least one; together with those before at most <see cref="MaxLength"/>.</param>
    /// <returns>The logits of what comes after them, (V).</returns>
    public float[] Next(long[] tokens)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        var outputs = _session.Run(_run, _inputs, [ids, .. _cache], _outputs);
        Forget();
        _cache = [.. outputs.Skip(1)];
        Length += tokens.Length;
        using var logits = outputs[0];
        return logits.GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Forgets everything seen.</summary>
    public void Reset()
    {
        Forget();
        _cache = Empty();
        Length = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _run.Dispose();
        _session.Dispose();
    }

    private void Forget()
    {
        foreach (var value in _cache)
        {
            value.Dispose();
        }

        _cache = [];
    }

    private OrtValue[] Empty() =>
    [
        .. _architecture.Layers.SelectMany(layer =>
        {
            long[] shape = [1, layer.HeadCount, 0, _architecture.HiddenSize / layer.HeadCount];
            return new[] { Allocate(shape), Allocate(shape) };
        }),
    ];

    private static OrtValue Allocate(long[] shape) =>
        OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
}
