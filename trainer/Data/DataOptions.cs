using System.Collections.Immutable;
using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data;

/// <summary>Which text to learn, and in which tokens.</summary>
internal sealed record DataOptions
{
    /// <summary>Smallest vocabulary that can be trained: the 256 bytes, the end of a text, and one merge.</summary>
    public const int SmallestVocabulary = 258;

    /// <summary>Files (text, <c>.jsonl</c>, either also as <c>.gz</c>) and folders of them, searched in depth.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Field of a JSONL line that holds the text.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>What is done with a text of JSONL that is not Unicode. Default: stop.</summary>
    public InvalidText InvalidText { get; init; }

    /// <summary>Share of the text, more than 0 and less than 1, that is held out to measure perplexity. Default 0.05.</summary>
    public double ValidationFraction { get; init; } = 0.05;

    /// <summary><c>gpt2</c> (default), or the path of a <c>tokenizer.json</c>. Not read with <see cref="TrainVocabularySize"/>.</summary>
    public string Tokenizer { get; init; } = Gpt2Tokenizer.Name;

    /// <summary>Ids of a tokenizer to be trained on the text that is not held out; <see langword="null"/> to use <see cref="Tokenizer"/>.</summary>
    public int? TrainVocabularySize { get; init; }

    /// <summary>Threads; the result does not depend on them. Default: all processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes of text a unit of work; smaller only in tests.</summary>
    internal int BlockBytes { get; init; } = 4 << 20;

    /// <summary>Tokens a shard, at most.</summary>
    internal long ShardTokens { get; init; } = 1L << 28;

    /// <summary>Checks that the values are in range.</summary>
    /// <exception cref="UserErrorException">They are not: all of them, by name.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        if (!(ValidationFraction > 0 && ValidationFraction < 1))
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture, $"validation_fraction must be more than 0 and less than 1, not {ValidationFraction}."));
        }

        if (TrainVocabularySize is < SmallestVocabulary or > TokenizerModelBuilder.MostTokens)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"train_vocabulary_size must be from {SmallestVocabulary} to {TokenizerModelBuilder.MostTokens}, not {TrainVocabularySize}."));
        }

        if (TextField.Length == 0)
        {
            errors.Add("text_field must be the name of a field.");
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException(string.Join('\n', errors), ExitCode.Usage);
        }
    }
}
