using Lts.Hosting;

namespace Lts.Trainer.Inference;

/// <summary>Finds what a user means by a model.</summary>
internal static class ModelSource
{
    /// <summary>What the verbs say about their argument.</summary>
    public const string Description = "A model folder, a run's folder, or an ONNX file that `lts-trainer export` wrote.";

    /// <summary>Opens a model folder, a run folder, or an exported ONNX file.</summary>
    /// <exception cref="UserErrorException">It is none of them, or damaged.</exception>
    public static IModelSource Open(string path) =>
        System.IO.Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) ? new GraphFileSource(path) : new FolderSource(path);
}
