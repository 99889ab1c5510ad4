using Lts.Domain.Trainings;

namespace Lts.Trainer.Generation.Sampling;

/// <summary>
/// How the next token is chosen, in the order in which it is done: penalty, temperature, top-k, top-p. What is not said is as in
/// <see cref="GenerationDefaults"/>.
/// </summary>
internal sealed record SamplingSettings
{
    /// <summary>Always the likeliest token.</summary>
    public static SamplingSettings Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Divides logits: below 1 likely tokens become likelier; 0 takes the likeliest token always.</summary>
    public double Temperature { get; init; } = GenerationDefaults.Temperature;

    /// <summary>Only that many of the likeliest tokens are drawn from; 0 is all.</summary>
    public int TopK { get; init; } = GenerationDefaults.TopK;

    /// <summary>Only the likeliest tokens that together have this probability are drawn from; 1 is all.</summary>
    public double TopP { get; init; } = GenerationDefaults.TopP;

    /// <summary>
    /// What the logits of tokens that occurred, in the prompt too, are divided by where they are positive and multiplied by where they are not
    /// (Keskar et al. 2019, CTRL); 1 changes nothing.
    /// </summary>
    public double RepetitionPenalty { get; init; } = GenerationDefaults.RepetitionPenalty;

    /// <summary>Seed of what is drawn; the same seed, model and prompts give the same text.</summary>
    public long Seed { get; init; } = GenerationDefaults.Seed;
}
