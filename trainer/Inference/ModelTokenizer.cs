using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Inference;

/// <summary>The tokenizer of a model: the one beside it, unless another is named.</summary>
internal static class ModelTokenizer
{
    /// <summary>Finds it.</summary>
    /// <param name="model">The model whose ids are meant.</param>
    /// <param name="named"><c>gpt2</c> or a file, in place of the one beside the model; <see langword="null"/> for that one.</param>
    /// <exception cref="UserErrorException">There is none, it cannot be read, or it has more ids than the model.</exception>
    public static ByteLevelTokenizer Get(IModelSource model, string? named = null)
    {
        var tokenizer = (named is null ? model.Tokenizer : TokenizerFile.LoadNamed(named))
            ?? throw new UserErrorException(
                $"There is no {TokenizerFile.FileName} beside {model.Path}. Say which one the model was trained with: --tokenizer {Gpt2Tokenizer.Name}, or a file.",
                ExitCode.NotFound);
        FolderTokenizer.ThrowIfLarger(tokenizer, model.Architecture.VocabularySize, model.Path);
        return tokenizer;
    }
}
