using System.Text.Json.Serialization;

namespace Lts.Domain.Trainings;

/// <summary>What came of a complete training; validation figures are of the best weights on all held-out text.</summary>
public sealed record TrainingResult
{
    /// <summary>Of what was trained: its vocabulary may differ from the candidate's.</summary>
    [JsonPropertyName("architecture_id")]
    public required string ArchitectureId { get; init; }

    /// <summary>Parameters without embeddings.</summary>
    [JsonPropertyName("decoder_parameters")]
    public required long DecoderParameters { get; init; }

    /// <summary>All parameters.</summary>
    [JsonPropertyName("total_parameters")]
    public required long TotalParameters { get; init; }

    /// <summary>Steps trained.</summary>
    [JsonPropertyName("steps")]
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from.</summary>
    [JsonPropertyName("tokens")]
    public required long Tokens { get; init; }

    /// <summary>Nats per token.</summary>
    [JsonPropertyName("train_loss")]
    public required double TrainLoss { get; init; }

    /// <summary>Nats per token.</summary>
    [JsonPropertyName("validation_loss")]
    public required double ValidationLoss { get; init; }

    /// <summary>Perplexity per token.</summary>
    [JsonPropertyName("validation_perplexity")]
    public required double ValidationPerplexity { get; init; }

    /// <summary>Perplexity per word.</summary>
    [JsonPropertyName("word_perplexity")]
    public required double WordPerplexity { get; init; }

    /// <summary>Bits per byte.</summary>
    [JsonPropertyName("bits_per_byte")]
    public required double BitsPerByte { get; init; }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal.</summary>
    [JsonPropertyName("corpus_sha256")]
    public required string CorpusSha256 { get; init; }

    /// <summary>SHA-256 of the tokenizer, in lower-case hexadecimal.</summary>
    [JsonPropertyName("tokenizer_sha256")]
    public required string TokenizerSha256 { get; init; }

    /// <summary>Seed of the run.</summary>
    [JsonPropertyName("seed")]
    public required long Seed { get; init; }

    /// <summary>Time spent, interruptions left out, in seconds.</summary>
    [JsonPropertyName("training_seconds")]
    public required double TrainingSeconds { get; init; }

    /// <summary>Version of libtorch.</summary>
    [JsonPropertyName("libtorch")]
    public required string Libtorch { get; init; }

    /// <summary>What computed, for example <c>cpu, 2 threads</c>.</summary>
    [JsonPropertyName("device")]
    public required string Device { get; init; }

    /// <summary>Largest resident memory of the training process, in bytes; memory of a GPU is not in it.</summary>
    [JsonPropertyName("peak_memory_bytes")]
    public required long PeakMemoryBytes { get; init; }
}
