using System.Diagnostics;
using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Benchmarks.Trainer;

/// <summary>A model that knows when it was last loaded, so that loading can be left out of a time.</summary>
internal sealed class TimedSource(IModelSource source) : IModelSource
{
    /// <summary>When it was.</summary>
    public long Loaded { get; private set; }

    /// <inheritdoc/>
    public string Path => source.Path;

    /// <inheritdoc/>
    public Architecture Architecture => source.Architecture;

    /// <inheritdoc/>
    public ByteLevelTokenizer? Tokenizer => source.Tokenizer;

    /// <inheritdoc/>
    public GraphOptions Offer(GraphOptions wanted) => source.Offer(wanted);

    /// <inheritdoc/>
    public InferenceSession Load(GraphOptions wanted, int threads)
    {
        var session = source.Load(wanted, threads);
        Loaded = Stopwatch.GetTimestamp();
        return session;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
