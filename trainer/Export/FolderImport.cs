using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Export;

/// <summary>Takes in a GPT-2 from elsewhere: writes it as a folder of ours, weights as float32, with the architecture file that a study reads.</summary>
internal static class FolderImport
{
    /// <summary>Writes the folder.</summary>
    /// <param name="source">The folder from elsewhere.</param>
    /// <param name="tokenizer">A tokenizer in place of the folder's; <see langword="null"/> keeps that.</param>
    /// <param name="output">The folder to write; not the source.</param>
    /// <exception cref="Hosting.UserErrorException">It cannot be written.</exception>
    public static void Write(ModelFolder source, ByteLevelTokenizer? tokenizer, string output)
    {
        if (Path.GetFullPath(output) == source.FullName)
        {
            throw new Hosting.UserErrorException($"{output} is the model itself. Name another folder.", Hosting.ExitCode.Conflict);
        }

        ModelFolderWriter.Write(output, source.Architecture, source.Weights, tokenizer ?? source.Tokenizer);
    }
}
