using System.Collections.Immutable;
using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Training.Configuration;

/// <summary>What text is learnt, and in which tokens. Either <see cref="Sources"/> or <see cref="Shards"/> is given.</summary>
internal sealed record DataSettings
{
    /// <summary>Text files, folders of them, <c>.gz</c> and <c>.jsonl</c>; empty with <see cref="Shards"/>.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Field of a JSONL line that holds the text.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>What is done with a text of JSONL that is not Unicode. Default: stop.</summary>
    public InvalidText InvalidText { get; init; }

    /// <summary>A folder of token shards prepared before; <see langword="null"/> with <see cref="Sources"/>.</summary>
    public string? Shards { get; init; }

    /// <summary>Share of the text, more than 0 and less than 1, that is held out to measure perplexity.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Which tokens; <see langword="null"/> where <see cref="Shards"/> bring theirs and nothing else was named.</summary>
    public required TokenizerChoice? Tokenizer { get; init; }

    /// <inheritdoc/>
    public bool Equals(DataSettings? other) =>
        other is not null && Sources.AsSpan().SequenceEqual(other.Sources.AsSpan()) && TextField == other.TextField && InvalidText == other.InvalidText && Shards == other.Shards
        && ValidationFraction.Equals(other.ValidationFraction) && Tokenizer == other.Tokenizer;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sources.Length, TextField, Shards, ValidationFraction, Tokenizer);
}
