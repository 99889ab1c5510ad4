using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Inference;

/// <summary>A trained model to run, in whichever form it lies on disk.</summary>
internal interface IModelSource : IDisposable
{
    /// <summary>Where it lies, for messages.</summary>
    public string Path { get; }

    /// <summary>What the model is, as its folder or its file says.</summary>
    public Architecture Architecture { get; }

    /// <summary>The tokenizer beside it, if there is one.</summary>
    public ByteLevelTokenizer? Tokenizer { get; }

    /// <summary>The graph that can be had: from weights the one that is wanted, from a graph that one.</summary>
    public GraphOptions Offer(GraphOptions wanted);

    /// <summary>Loads the graph that <see cref="Offer"/> gives. The source must outlive it.</summary>
    /// <param name="wanted">The form of graph that the caller would like.</param>
    /// <param name="threads">Threads of one run; 0 leaves it to ONNX Runtime.</param>
    public InferenceSession Load(GraphOptions wanted, int threads);
}
