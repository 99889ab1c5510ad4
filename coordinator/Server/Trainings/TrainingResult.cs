namespace Lts.Coordinator.Trainings;

/// <summary>What came of a complete training. Validation figures are of the best weights, on all of the held-out text.</summary>
internal sealed record TrainingResult
{
    /// <summary>What was trained. Its vocabulary may differ from the candidate's.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>All parameters but the embeddings.</summary>
    public required long DecoderParameters { get; init; }

    /// <summary>All parameters.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>Updates of the weights.</summary>
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from, repetitions counted.</summary>
    public required long Tokens { get; init; }

    /// <summary>Loss of the last lines of the curve, in nats a token.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>In nats a token.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>A token: exp of <see cref="ValidationLoss"/>. Comparable only with one vocabulary.</summary>
    public required double ValidationPerplexity { get; init; }

    /// <summary>A word. Comparable across vocabularies.</summary>
    public required double WordPerplexity { get; init; }

    /// <summary>Bits a byte of text. Comparable across vocabularies.</summary>
    public required double BitsPerByte { get; init; }

    /// <summary>Hash of the text, in lower-case hexadecimal.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>Hash of the tokenizer, in lower-case hexadecimal.</summary>
    public required string TokenizerSha256 { get; init; }

    /// <summary>Chose initial weights, the order of the text and dropout.</summary>
    public required long Seed { get; init; }

    /// <summary>Time spent training, in seconds; interruptions left out.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string Libtorch { get; init; }

    /// <summary>Where it was trained: cpu, cuda.</summary>
    public required string Device { get; init; }

    /// <summary>Largest resident memory of the training process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}
