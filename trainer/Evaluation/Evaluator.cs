using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lts.Trainer.Evaluation;

/// <summary>
/// Scores texts with ONNX Runtime. Windows of equal length run side by side; logits go to one buffer that is kept.
/// </summary>
/// <remarks>Shapes: B windows, S tokens of each, V vocabulary.</remarks>
internal sealed class Evaluator : IDisposable
{
    /// <summary>About how large the logits of a run may become, in bytes.</summary>
    private const long LogitBytes = 64 << 20;

    private readonly IModelSource _model;
    private readonly InferenceSession _session;
    private readonly RunOptions _run;
    private readonly WindowSettings _windows;
    private readonly int _vocabulary;
    private readonly string[] _pastNames;
    private readonly OrtValue[] _past;

    /// <summary>Loads the model.</summary>
    /// <param name="model">The model to score texts with.</param>
    /// <param name="windows">How the window slides; valid for this model.</param>
    /// <param name="threads">Threads of ONNX Runtime; 0 is one per core.</param>
    /// <exception cref="UserErrorException">The file has logits of the last position only.</exception>
    public Evaluator(IModelSource model, WindowSettings windows, int threads = 0)
    {
        (_model, _windows, _vocabulary) = (model, windows, model.Architecture.VocabularySize);
        var options = model.Offer(new GraphOptions());
        if (options.Logits != LogitsScope.All)
        {
            throw new UserErrorException($"{model.Path} gives logits for the last position only: export it without --last.", ExitCode.Usage);
        }

        _session = model.Load(options, threads);
        _run = new RunOptions(); // not earlier: loading is what switches the runtime's telemetry off first
        _pastNames = [.. _session.InputNames.Where(name => name.StartsWith("past_", StringComparison.Ordinal))];
        _past = new OrtValue[_pastNames.Length];
    }

    /// <summary>Scores a text: the sum of nats of all tokens but the first, and how many they are.</summary>
    /// <param name="text">The text; its first token is only seen.</param>
    /// <param name="progress">Told the tokens predicted so far.</param>
    /// <param name="cancellationToken">Ends it after the run at hand.</param>
    /// <exception cref="UserErrorException">A token is not in the vocabulary, or a logit is not a number.</exception>
    public (double Nats, long Tokens) Score(ITokenText text, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (nats, tokens) = (0.0, 0L);
        var most = (int)Math.Max(1, LogitBytes / sizeof(float) / _windows.Length / _vocabulary);
        foreach (var batch in InBatches(Window.Over(text, _windows.Length, _windows.Stride), most))
        {
            cancellationToken.ThrowIfCancellationRequested();
            nats += Score(text, batch);
            tokens += batch.Sum(window => window.Start + window.Inputs + 1 - window.FirstScored);
            progress?.Report(tokens);
        }

        return (nats, tokens);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in _past)
        {
            value?.Dispose();
        }

        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>Neighbours that see equally many tokens.</summary>
    private static IEnumerable<List<Window>> InBatches(IEnumerable<Window> windows, int most)
    {
        var batch = new List<Window>();
        foreach (var window in windows)
        {
            if (batch.Count == most || (batch.Count > 0 && batch[0].Inputs != window.Inputs))
            {
                yield return batch;
                batch = [];
            }

            batch.Add(window);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private double Score(ITokenText text, List<Window> batch)
    {
        var length = batch[0].Inputs;
        var ids = new int[length + 1]; // the inputs and what follows them
        var inputs = new long[batch.Count * length];
        var targets = new int[inputs.Length];
        for (var b = 0; b < batch.Count; b++)
        {
            text.Read(batch[b].Start, ids);
            for (var t = 0; t < length; t++)
            {
                inputs[(b * length) + t] = Checked(ids[t]);
                targets[(b * length) + t] = Checked(ids[t + 1]);
            }
        }

        using var outputs = Run(inputs, batch.Count, length);
        var logits = outputs[0].GetTensorDataAsSpan<float>(); // (B, S, V)
        var nats = 0.0;
        for (var b = 0; b < batch.Count; b++)
        {
            for (var t = (int)(batch[b].FirstScored - 1 - batch[b].Start); t < length; t++)
            {
                var row = logits.Slice(((b * length) + t) * _vocabulary, _vocabulary);
                nats += LogitRow.LogSumExp(row) - row[targets[(b * length) + t]];
            }
        }

        return double.IsFinite(nats)
            ? nats
            : throw new UserErrorException($"{_model.Path} gives logits that are not numbers: its weights are damaged, or its training diverged.");
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(long[] inputs, int batch, int length)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(inputs, [batch, length]);
        if (_past.Length == 0)
        {
            return _session.Run(_run, ["input_ids"], [value], ["logits"]);
        }

        // A graph with a cache gets an empty one.
        for (var i = 0; i < _past.Length; i++)
        {
            var shape = _session.InputMetadata[_pastNames[i]].Dimensions;
            _past[i]?.Dispose();
            _past[i] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [batch, shape[1], 0, shape[3]]);
        }

        return _session.Run(_run, ["input_ids", .. _pastNames], [value, .. _past], ["logits"]);
    }

    private int Checked(int id) => id < _vocabulary
        ? id
        : throw new UserErrorException($"The text has the token id {id}; the ids of {_model.Path} are 0 to {_vocabulary - 1}. Does its tokenizer belong to it?", ExitCode.Usage);
}
