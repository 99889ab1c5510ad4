using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Export;

/// <summary>Takes in a GPT-2 from elsewhere: writes it as a folder of ours, weights as float32, with the architecture file that a study reads.</summary>
internal static class FolderImport
{
    /// <summary>Writes the folder.</summary>
    /// <param name="source">The folder from elsewhere.</param>
    /// <param name="tokenizer">The tokenizer to write; <see langword="null"/> for none.</param>
    /// <param name="output">The folder to write; not the source.</param>
    /// <exception cref="UserErrorException">The tokenizer has more ids than the model, or the folder is the source or cannot be written.</exception>
    public static void Write(ModelFolder source, ByteLevelTokenizer? tokenizer, string output)
    {
        if (Path.GetFullPath(output) == source.FullName)
        {
            throw new UserErrorException($"{output} is the model itself. Name another folder.", ExitCode.Conflict);
        }

        if (tokenizer is not null)
        {
            FolderTokenizer.ThrowIfLarger(tokenizer, source.Architecture.VocabularySize, source.FullName);
        }

        ModelFolderWriter.Write(output, source.Architecture, source.Weights, tokenizer);
    }
}
