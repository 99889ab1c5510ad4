using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Data;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Export;

/// <summary>A trained model as one ONNX file with its weights.</summary>
internal static class OnnxExport
{
    /// <summary>Writes the file, whole or not at all. The same model and options give the same bytes.</summary>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="UserErrorException">It cannot be written, or would exceed what one ONNX file may hold.</exception>
    public static long Write(ModelFolder model, GraphOptions options, string path)
    {
        try
        {
            AtomicFile.Write(path, stream => WeightedGraph.Write(model.Architecture, options, model.Weights, stream));
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is ModelTooLargeException or InvalidWeightException)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
    }
}
