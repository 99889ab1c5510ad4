namespace Lts.Domain.Trainings;

/// <summary>What came of a complete training; validation figures are of the best weights on all held-out text.</summary>
public sealed record TrainingResult
{
    /// <summary>Of what was trained: its vocabulary may differ from the candidate's.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Parameters without embeddings.</summary>
    public required long DecoderParameters { get; init; }

    /// <summary>All parameters.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>Steps trained.</summary>
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from.</summary>
    public required long Tokens { get; init; }

    /// <summary>Nats per token.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Nats per token.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Perplexity per token.</summary>
    public required double ValidationPerplexity { get; init; }

    /// <summary>Perplexity per word.</summary>
    public required double WordPerplexity { get; init; }

    /// <summary>Bits per byte.</summary>
    public required double BitsPerByte { get; init; }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>SHA-256 of the tokenizer, in lower-case hexadecimal.</summary>
    public required string TokenizerSha256 { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>Time spent, interruptions left out, in seconds.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string Libtorch { get; init; }

    /// <summary>What computed, for example <c>cpu, 2 threads</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Largest resident memory of the training process, in bytes; memory of a GPU is not in it.</summary>
    public required long PeakMemoryBytes { get; init; }
}
