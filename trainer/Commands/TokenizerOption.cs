using System.CommandLine;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary>The option <c>--tokenizer</c>, which several verbs have.</summary>
internal static class TokenizerOption
{
    public static Option<string> Create() => new("--tokenizer")
    {
        Description = $"\"{Gpt2Tokenizer.Name}\", or a {TokenizerFile.FileName}, or a folder that holds one.",
        HelpName = "gpt2|FILE",
        DefaultValueFactory = _ => Gpt2Tokenizer.Name,
    };
}
