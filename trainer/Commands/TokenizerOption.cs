using System.CommandLine;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary>The option <c>--tokenizer</c>, which several verbs have.</summary>
internal static class TokenizerOption
{
    private const string Forms = $"\"{Gpt2Tokenizer.Name}\", or a {TokenizerFile.FileName}, or a folder that holds one.";

    /// <summary>For verbs without a model: GPT-2's unless another is named.</summary>
    public static Option<string> Create() => new("--tokenizer")
    {
        Description = Forms,
        HelpName = "gpt2|FILE",
        DefaultValueFactory = _ => Gpt2Tokenizer.Name,
    };

    /// <summary>For verbs with a model: its own unless another is named.</summary>
    public static Option<string?> CreateForModel() => new("--tokenizer")
    {
        Description = $"Used in place of the one beside the model: {Forms}",
        HelpName = "gpt2|FILE",
    };
}
