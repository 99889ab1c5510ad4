using System.CommandLine;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Commands;

/// <summary>The tokenizer of a model: the one beside it, unless another is named.</summary>
internal static class ModelTokenizer
{
    public static Option<string?> CreateOption() => new("--tokenizer")
    {
        Description = "A tokenizer in place of the one beside the model.",
        HelpName = "gpt2|FILE",
    };

    public static Option<int> CreateThreadsOption() => new("--threads") { Description = "Threads of ONNX Runtime; 0 is one a core." };

    /// <exception cref="UserErrorException">There is none, or it has more ids than the model.</exception>
    public static ByteLevelTokenizer Get(IModelSource model, string? named)
    {
        var tokenizer = (named is null ? model.Tokenizer : TokenizerFile.LoadNamed(named))
            ?? throw new UserErrorException(
                $"There is no {TokenizerFile.FileName} beside {model.Path}. Say which one the model was trained with: --tokenizer gpt2, or a file.", ExitCode.Usage);
        return tokenizer.VocabularySize <= model.Architecture.VocabularySize
            ? tokenizer
            : throw new UserErrorException(
                $"The tokenizer has {tokenizer.VocabularySize} ids, {model.Path} only {model.Architecture.VocabularySize}: they do not belong together.",
                ExitCode.Usage);
    }
}
