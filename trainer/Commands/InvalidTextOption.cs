using System.CommandLine;
using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Commands;

/// <summary>The option <c>--invalid-text</c> of verbs that read text; <c>data.invalid_text</c> in a configuration.</summary>
internal static class InvalidTextOption
{
    /// <summary>One of the words of <see cref="InvalidTextWords"/>; stop unless another is given.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--invalid-text")
        {
            Description = "What to do with a JSONL text that is not valid Unicode: stop with an error, replace what is wrong with U+FFFD, or skip the document.",
            DefaultValueFactory = _ => InvalidTextWords.Of(InvalidText.Stop),
        };
        option.AcceptOnlyFromAmong([.. InvalidTextWords.All]);
        return option;
    }

    /// <summary>What was asked for.</summary>
    public static InvalidText Get(ParseResult arguments, Option<string> option) => InvalidTextWords.Parse(arguments.GetValue(option)!);
}
