using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Trainings;

/// <summary>What a trainer is asked to train. Equal jobs train the same.</summary>
internal sealed record TrainingJob
{
    /// <summary>The candidate's architecture.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Whether the tokenizer decides the vocabulary, in place of the architecture.</summary>
    public required bool TakesVocabularyOfTokenizer { get; init; }

    /// <summary>JSON as the trainer gets it: complete but for the trainer's own defaults.</summary>
    public required string Configuration { get; init; }

    /// <summary>Names of texts at the trainer; empty for its sample text.</summary>
    public ImmutableArray<string> Corpora { get; init; } = [];

    /// <summary>For people.</summary>
    public string Label { get; init; } = "";
}
