using System.Security.Cryptography;
using Lts.Domain;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Export;

/// <summary>Writes a trained model as one ONNX file. Weights are streamed from the mapped folder; the same folder gives the same bytes.</summary>
internal static class OnnxExport
{
    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="folder">The model to export.</param>
    /// <param name="settings">Which of the forms to write.</param>
    /// <param name="path">The file to write; one that is there is replaced when the new one is complete.</param>
    /// <exception cref="UserErrorException">The file would be too large, or cannot be written; what was there before still is.</exception>
    public static ExportedFile Write(ModelFolder folder, ExportSettings settings, string path)
    {
        try
        {
            AtomicFile.Write(path, stream =>
            {
                var buffered = new BufferedStream(stream, 1 << 20); // not disposed: that would close the file
                WeightedGraph.Write(folder.Architecture, settings.ToGraph(), folder.Weights, buffered);
                buffered.Flush();
            });
            using var written = File.OpenRead(path);
            return new ExportedFile(path, written.Length, Convert.ToHexStringLower(SHA256.HashData(written)));
        }
        catch (ModelTooLargeException e)
        {
            throw new UserErrorException($"{folder.FullName} is too large for one ONNX file: {e.Message} With --int8 it is a quarter of the size.", ExitCode.Usage, e);
        }
        catch (Exception e) when (e is InvalidWeightException or ValidationException)
        {
            throw new UserErrorException($"{folder.FullName} cannot be exported: {e.Message}", ExitCode.Usage, e);
        }
    }
}
