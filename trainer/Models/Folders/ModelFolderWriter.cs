using System.Text;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.SafeTensors;

namespace Lts.Trainer.Models.Folders;

/// <summary>Writes model folders. They are written beside and renamed, so that a folder is whole or not there, after a power failure too.</summary>
internal static class ModelFolderWriter
{
    private const int BufferElements = 1 << 18;

    private static readonly string[] OurFiles =
    [
        ModelConfigurationFields.FileName, ModelFolder.WeightsFile, ModelFolder.ArchitectureFile,
        TokenizerFile.FileName, FolderTokenizer.Vocabulary, FolderTokenizer.Merges, FolderTokenizer.Settings,
    ];

    /// <summary>Writes a folder; one that is there is replaced if nothing but a model is in it.</summary>
    /// <param name="folder">Where to; it need not exist.</param>
    /// <param name="architecture">What <c>config.json</c> describes.</param>
    /// <param name="weights">What <c>model.safetensors</c> holds.</param>
    /// <param name="tokenizer">What its ids mean, if that is known.</param>
    /// <exception cref="UserErrorException">It holds other things, or cannot be written; what was there before still is.</exception>
    public static void Write(string folder, Architecture architecture, IWeightSource weights, ByteLevelTokenizer? tokenizer)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RequireNotAFile(target);
        try
        {
            var beside = ModelPlace.Clear(target);
            RequireOurs(target);
            Directory.CreateDirectory(beside);
            SafeTensorsFile.Write(Path.Combine(beside, ModelFolder.WeightsFile), [.. Gpt2Weights.Of(architecture).Select(weight => Entry(weight, weights))]);
            AtomicFile.Write(Path.Combine(beside, ModelFolder.ArchitectureFile), stream => stream.Write(
                Encoding.UTF8.GetBytes(ArchitectureJson.ToJson(architecture, indented: true) + "\n")));
            AtomicFile.Write(
                Path.Combine(beside, ModelConfigurationFields.FileName), stream => ModelConfigurationWriter.Write(stream, architecture, tokenizer?.EndOfTextId));
            if (tokenizer is not null)
            {
                FolderTokenizer.Save(tokenizer, architecture.MaxSequenceLength, beside);
            }

            ModelPlace.Put(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The model cannot be written to {folder}: {e.Message}", ExitCode.Storage, e);
        }
    }

    private static void RequireNotAFile(string folder)
    {
        if (File.Exists(folder))
        {
            throw new UserErrorException($"{folder} is a file; name a folder for the model.", ExitCode.Usage);
        }
    }

    private static void RequireOurs(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(OurFiles).FirstOrDefault() is { } other)
        {
            throw new UserErrorException(
                $"{folder} holds more than a model, for example {other}. Name a new folder: a model replaces everything in the folder that it is written to.",
                ExitCode.Conflict);
        }
    }

    private static TensorEntry Entry(WeightTensor weight, IWeightSource source) => new(weight.Name, TensorType.F32, weight.Dims, stream =>
    {
        var buffer = new float[Math.Min(BufferElements, weight.ElementCount)];
        for (var first = 0L; first < weight.ElementCount; first += buffer.Length)
        {
            var elements = buffer.AsSpan(0, (int)Math.Min(buffer.Length, weight.ElementCount - first));
            source.Fill(weight, first, elements);
            if (!BitConverter.IsLittleEndian)
            {
                var words = System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(elements);
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(words, words);
            }

            stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(elements));
        }
    });
}
