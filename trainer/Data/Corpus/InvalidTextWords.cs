using System.Collections.Immutable;

namespace Lts.Trainer.Data.Corpus;

/// <summary>How configurations and options call the values of <see cref="InvalidText"/>.</summary>
internal static class InvalidTextWords
{
    /// <summary>Every word, in the order of the values.</summary>
    public static ImmutableArray<string> All { get; } = ["stop", "replace", "skip"];

    /// <summary>The word of a value.</summary>
    public static string Of(InvalidText value) => All[(int)value];

    /// <summary>The value of a word of <see cref="All"/>.</summary>
    public static InvalidText Parse(string word) => (InvalidText)All.IndexOf(word);
}
