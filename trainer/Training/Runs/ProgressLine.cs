using System.Text.Json.Serialization;
using Lts.Trainer.Training.Rules;

namespace Lts.Trainer.Training.Runs;

/// <summary>One line of <c>progress.jsonl</c>.</summary>
internal sealed record ProgressLine
{
    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of the run.</summary>
    public required int Steps { get; init; }

    /// <summary>Tokens learnt from so far.</summary>
    public required long Tokens { get; init; }

    /// <summary>Mean loss since the last line, in nats per token.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Rate of this step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Euclidean norm of this step's gradient before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Speed since the last line, evaluation and saving left out.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Time spent so far, interruptions left out, in seconds.</summary>
    [JsonPropertyName("elapsed_s")]
    public required double ElapsedSeconds { get; init; }

    /// <summary>Loss on held-out text, in nats per token; only at an evaluation.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Perplexity per token on held-out text, e to the loss; infinite where that is beyond any number. Only at an evaluation.</summary>
    public double? ValidationPerplexity => ValidationLoss is { } loss ? Perplexity.PerToken(loss) : null;

    /// <summary>Bits per byte on held-out text; only at an evaluation.</summary>
    public double? BitsPerByte { get; init; }
}
