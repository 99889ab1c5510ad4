using Lts.Domain;
using Lts.Domain.Architectures;

namespace Lts.Trainer.Training.Configuration;

/// <summary>An architecture whose vocabulary may be left to the tokenizer.</summary>
/// <param name="Given">As the file has it; its vocabulary size counts only if <paramref name="VocabularyIsGiven"/>.</param>
/// <param name="VocabularyIsGiven">Whether <c>vocab_size</c> was in the file.</param>
internal sealed record ArchitectureChoice(Architecture Given, bool VocabularyIsGiven)
{
    /// <summary>The architecture to train on texts of a tokenizer.</summary>
    /// <param name="vocabularySize">Number of ids that the tokenizer gives.</param>
    /// <exception cref="ValidationException">The file's <c>vocab_size</c> is smaller than that.</exception>
    public Architecture Resolve(int vocabularySize)
    {
        if (!VocabularyIsGiven)
        {
            return Given with { VocabularySize = vocabularySize };
        }

        return Given.VocabularySize >= vocabularySize
            ? Given
            : throw new ValidationException("architecture.vocab_size",
                [$"it is {Given.VocabularySize}, but the tokenizer gives ids up to {vocabularySize - 1}. Leave it out to take the tokenizer's size."]);
    }
}
