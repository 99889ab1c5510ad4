namespace Lts.Trainer.Generation.Sampling;

/// <summary>
/// How the next token is chosen, in the order in which it is done: penalty, temperature, top-k, top-p. The defaults are those of
/// <c>lts-trainer generate</c>, and of the service where a request leaves a value out.
/// </summary>
internal sealed record SamplingSettings
{
    /// <summary>Always the likeliest token.</summary>
    public static SamplingSettings Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Divides logits: below 1 likely tokens become likelier; 0 takes the likeliest token always. Defaults to 0.8.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Only that many of the likeliest tokens are drawn from; 0, the default, is all.</summary>
    public int TopK { get; init; }

    /// <summary>Only the likeliest tokens that together have this probability are drawn from; 1 is all. Defaults to 0.95.</summary>
    public double TopP { get; init; } = 0.95;

    /// <summary>
    /// What the logits of tokens that occurred, in the prompt too, are divided by where they are positive and multiplied by where they are not
    /// (Keskar et al. 2019, CTRL); 1, the default, changes nothing.
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Seed of what is drawn; the same seed, model and prompts give the same text. Defaults to 1.</summary>
    public long Seed { get; init; } = 1;
}
