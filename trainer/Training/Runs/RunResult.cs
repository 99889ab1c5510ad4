using System.Text.Json.Serialization;
using Lts.Trainer.Training.Rules;

namespace Lts.Trainer.Training.Runs;

/// <summary><c>result.json</c>: what came of a complete run. Validation figures are of the best weights on all held-out text.</summary>
internal sealed record RunResult
{
    /// <summary>Canonical id of the trained architecture.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Parameters without embeddings.</summary>
    public required long DecoderParameters { get; init; }

    /// <summary>All parameters.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>Steps trained.</summary>
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from.</summary>
    public required long Tokens { get; init; }

    /// <summary>Mean loss of the last lines' steps, in nats per token.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Nats per token.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Perplexity per token, e to the loss; infinite where that is beyond any number.</summary>
    public double ValidationPerplexity => Perplexity.PerToken(ValidationLoss);

    /// <summary>Perplexity per word; infinite where that is beyond any number, as it is for text without spaces.</summary>
    public required double WordPerplexity { get; init; }

    /// <summary>Bits per byte.</summary>
    public required double BitsPerByte { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>SHA-256 of the tokenizer.</summary>
    public required string TokenizerSha256 { get; init; }

    /// <summary>Seed of the run.</summary>
    public required int Seed { get; init; }

    /// <summary>Time spent, interruptions left out, in seconds.</summary>
    [JsonPropertyName("training_s")]
    public required double TrainingSeconds { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string Libtorch { get; init; }

    /// <summary>What computed, for example <c>cpu, 2 threads</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Largest resident memory of the process, in bytes; memory of a GPU is not in it.</summary>
    public required long PeakMemoryBytes { get; init; }
}
