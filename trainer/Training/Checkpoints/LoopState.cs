using System.Text.Json.Serialization;
using Lts.Trainer.Training.Rules;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>
/// <c>state.json</c>: with the weights and the optimiser's moments, all that a run needs to go on with the same bits. Generators need no state
/// of their own: order of the text and dropout are functions of seed and step.
/// </summary>
internal sealed record LoopState
{
    /// <summary>Steps done.</summary>
    [JsonPropertyName("step")]
    public required int Step { get; init; }

    /// <summary>Position in the data: index of the next sequence.</summary>
    [JsonPropertyName("next_sequence")]
    public required long NextSequence { get; init; }

    /// <summary>Id of the architecture that the weights belong to.</summary>
    [JsonPropertyName("architecture_id")]
    public required string ArchitectureId { get; init; }

    /// <summary>Time spent so far, in seconds.</summary>
    [JsonPropertyName("elapsed_s")]
    public required double ElapsedSeconds { get; init; }

    /// <summary>Losses since the last line of progress, added up, in nats per token.</summary>
    [JsonPropertyName("pending_loss_sum")]
    public required double PendingLossSum { get; init; }

    /// <summary>Steps since the last line of progress.</summary>
    [JsonPropertyName("pending_steps")]
    public required int PendingSteps { get; init; }

    /// <summary>Mean training loss of the last line of progress; <see langword="null"/> before the first.</summary>
    [JsonPropertyName("last_train_loss")]
    public double? LastTrainLoss { get; init; }

    /// <summary>Best loss on held-out text so far; <see langword="null"/> before the first measurement.</summary>
    [JsonPropertyName("best_validation_loss")]
    public double? BestValidationLoss { get; init; }

    /// <summary>Step of the best loss.</summary>
    [JsonPropertyName("best_step")]
    public int? BestStep { get; init; }

    /// <summary>Memory of the rule that detects divergence.</summary>
    [JsonPropertyName("divergence")]
    public required DivergenceState Divergence { get; init; }

    /// <summary>Size of <c>model.safetensors</c>, in bytes.</summary>
    [JsonPropertyName("model_bytes")]
    public long ModelBytes { get; init; }

    /// <summary>Size of <c>optimizer.safetensors</c>, in bytes.</summary>
    [JsonPropertyName("optimizer_bytes")]
    public long OptimizerBytes { get; init; }

    /// <summary>SHA-256 of <c>model.safetensors</c>, in lower-case hexadecimal; <see langword="null"/> in checkpoints of earlier versions.</summary>
    [JsonPropertyName("model_sha256")]
    public string? ModelSha256 { get; init; }

    /// <summary>SHA-256 of <c>optimizer.safetensors</c>, in lower-case hexadecimal; <see langword="null"/> in checkpoints of earlier versions.</summary>
    [JsonPropertyName("optimizer_sha256")]
    public string? OptimizerSha256 { get; init; }

    /// <summary>The state before the first step.</summary>
    public static LoopState Beginning(string architectureId) => new()
    {
        Step = 0,
        NextSequence = 0,
        ArchitectureId = architectureId,
        ElapsedSeconds = 0,
        PendingLossSum = 0,
        PendingSteps = 0,
        Divergence = new DivergenceState(),
    };
}
