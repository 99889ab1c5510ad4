using System.Globalization;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Export;

/// <summary>Takes in a GPT-2 from elsewhere: writes it as a folder of ours, weights as float32, with the architecture file that a study reads.</summary>
internal static class FolderImport
{
    private const int BufferElements = 1 << 18;
    private const int MostErrors = 20;

    /// <summary>Writes the folder.</summary>
    /// <param name="source">The folder from elsewhere.</param>
    /// <param name="tokenizer">The tokenizer to write; <see langword="null"/> for none.</param>
    /// <param name="output">The folder to write; not the source.</param>
    /// <exception cref="UserErrorException">
    /// A weight is not a finite number, the tokenizer has more ids than the model, or the folder is the source or cannot be written.
    /// </exception>
    public static void Write(ModelFolder source, ByteLevelTokenizer? tokenizer, string output)
    {
        if (Path.GetFullPath(output) == source.FullName)
        {
            throw new UserErrorException($"{output} is the folder of the model itself. Name another folder.", ExitCode.Conflict);
        }

        if (tokenizer is not null)
        {
            FolderTokenizer.ThrowIfLarger(tokenizer, source.Architecture.VocabularySize, source.FullName);
        }

        RequireFiniteWeights(source);
        ModelFolderWriter.Write(output, source.Architecture, source.Weights, tokenizer);
    }

    /// <summary>One weight that is not a number makes every logit none: better said here than after hours of evaluation.</summary>
    private static void RequireFiniteWeights(ModelFolder source)
    {
        var errors = Gpt2Weights.Of(source.Architecture).Select(weight => NotFinite(weight, source.Weights)).OfType<string>().ToList();
        if (errors.Count > 0)
        {
            var more = errors.Count > MostErrors ? $"\n  … and {errors.Count - MostErrors} more tensors" : "";
            throw new UserErrorException(
                $"{source.FullName} has weights that are not finite numbers; its training diverged, or the file is damaged:\n  "
                + $"{string.Join("\n  ", errors.Take(MostErrors))}{more}", ExitCode.Usage);
        }
    }

    private static string? NotFinite(WeightTensor weight, Gpt2Weights source)
    {
        var buffer = new float[Math.Min(BufferElements, weight.ElementCount)];
        for (var first = 0L; first < weight.ElementCount; first += buffer.Length)
        {
            var elements = buffer.AsSpan(0, (int)Math.Min(buffer.Length, weight.ElementCount - first));
            source.Fill(weight, first, elements);
            if (elements.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var index)
            {
                return string.Create(CultureInfo.InvariantCulture, $"'{weight.Name}' has {elements[index]} at element {first + index} (as float32).");
            }
        }

        return null;
    }
}
