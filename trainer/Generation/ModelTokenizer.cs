using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Generation;

/// <summary>The tokenizer that text with a model needs.</summary>
internal static class ModelTokenizer
{
    /// <summary>The one in the model's folder.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static ByteLevelTokenizer Of(ModelFolder model) => model.Tokenizer
        ?? throw new UserErrorException($"{model.FullName} holds no {TokenizerFile.FileName}, without which its tokens mean nothing.", ExitCode.NotFound);
}
