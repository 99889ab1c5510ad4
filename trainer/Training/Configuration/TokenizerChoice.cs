namespace Lts.Trainer.Training.Configuration;

/// <summary>GPT-2's tokenizer, one from a file, or one to be learnt from the text.</summary>
/// <param name="File">Path of a <c>tokenizer.json</c>.</param>
/// <param name="TrainVocabularySize">Number of ids of a tokenizer to be learnt.</param>
internal sealed record TokenizerChoice(string? File, int? TrainVocabularySize)
{
    /// <summary>How a configuration calls <see cref="Gpt2"/>.</summary>
    public const string Gpt2Name = "gpt2";

    /// <summary>Smallest vocabulary that can be learnt: the 256 bytes, the end of a text, and one merge.</summary>
    public const int SmallestVocabulary = 258;

    /// <summary>GPT-2's own 50,257 ids.</summary>
    public static TokenizerChoice Gpt2 { get; } = new(null, null);

    /// <summary>A tokenizer to be learnt.</summary>
    public static TokenizerChoice Trained(int vocabularySize) => new(null, vocabularySize);
}
