using System.Text.Json.Serialization;

namespace Lts.Trainer.Training.Rules;

/// <summary>What <see cref="DivergenceRule"/> remembers from step to step.</summary>
/// <param name="FirstLoss">Loss of the first step, in nats per token; <see langword="null"/> before it.</param>
/// <param name="HighSteps">Steps in a row with a loss that is too high.</param>
internal sealed record DivergenceState(
    [property: JsonPropertyName("first_loss")] double? FirstLoss = null,
    [property: JsonPropertyName("high_steps")] int HighSteps = 0);
