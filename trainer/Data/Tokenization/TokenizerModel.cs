using System.Collections.Immutable;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>What makes a byte-level BPE tokenizer, checked.</summary>
/// <remarks>Create one with <see cref="TokenizerModelBuilder"/>, which reports what is wrong.</remarks>
internal sealed record TokenizerModel
{
    /// <summary>The bytes of each token, by id. Those of a special token are its name in UTF-8.</summary>
    public required ImmutableArray<byte[]> Tokens { get; init; }

    /// <summary>Which two tokens become which one, the most urgent first.</summary>
    public required ImmutableArray<Merge> Merges { get; init; }

    /// <summary>Ids that no text is encoded to, ascending.</summary>
    public required ImmutableArray<int> SpecialIds { get; init; }

    /// <summary>The id that stands between documents: one of <see cref="SpecialIds"/>.</summary>
    public required int EndOfTextId { get; init; }
}
