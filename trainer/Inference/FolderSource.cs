using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;
using Lts.Trainer.Models.SafeTensors;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Inference;

/// <summary>
/// A model folder: the graph is written when it is wanted and refers to the weights as they lie in the file of tensors, which ONNX Runtime maps.
/// So nothing is copied, and any size works. Weights that are not float32 are converted and put into the graph.
/// </summary>
internal sealed class FolderSource(string path) : IModelSource
{
    private const string ExternalFolder = "session.model_external_initializers_file_folder_path";

    private readonly ModelFolder _folder = ModelFolder.Open(path);

    /// <inheritdoc/>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public Architecture Architecture => _folder.Architecture;

    /// <inheritdoc/>
    public ByteLevelTokenizer? Tokenizer => _folder.Tokenizer;

    /// <inheritdoc/>
    public GraphOptions Offer(GraphOptions wanted) => wanted;

    /// <inheritdoc/>
    public InferenceSession Load(GraphOptions wanted, int threads)
    {
        // Folders that Hugging Face's hub keeps hold links; ONNX Runtime refuses weights outside the folder that it is told.
        var file = new FileInfo(_folder.File.Path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var refers = Gpt2Weights.Of(Architecture).All(weight => CanBeReferredTo(_folder.Weights.Find(weight)));
        var bytes = refers
            ? WeightlessGraph.Emit(Architecture, wanted, file.Name, weight => _folder.Weights.Find(weight).Offset).Bytes
            : Complete(wanted);
        return Sessions.Create(Path, threads, options =>
        {
            options.AddSessionConfigEntry(ExternalFolder, file.DirectoryName!);
            return new InferenceSession(bytes, options);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Float32, and where floats may lie in a mapped file.</summary>
    private static bool CanBeReferredTo(TensorInfo tensor) => tensor.Type == TensorType.F32 && tensor.Offset % sizeof(float) == 0;

    private byte[] Complete(GraphOptions wanted)
    {
        try
        {
            using var stream = new MemoryStream();
            WeightedGraph.Write(Architecture, wanted, _folder.Weights, stream);
            return stream.ToArray();
        }
        catch (Exception e) when (e is ModelTooLargeException or IOException)
        {
            throw new UserErrorException(
                $"{Path} is too large to be converted to float32 in memory: {e.Message} `lts-trainer import` converts it on disk.", ExitCode.Usage, e);
        }
    }
}
