namespace Lts.Trainer.Generation.Sampling;

/// <summary>How the next token is chosen, in the order in which it is done: penalty, temperature, top-k, top-p.</summary>
internal sealed record SamplingSettings
{
    /// <summary>Divides logits: below 1 likely tokens become likelier. 0, the default, takes the likeliest token always (greedy).</summary>
    public double Temperature { get; init; }

    /// <summary>Only that many of the likeliest tokens are drawn from; 0, the default, is all.</summary>
    public int TopK { get; init; }

    /// <summary>Only the likeliest tokens that together have this probability are drawn from; 1, the default, is all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>
    /// What the logits of tokens that occurred, in the prompt too, are divided by where they are positive and multiplied by where they are not
    /// (Keskar et al. 2019, CTRL); 1, the default, changes nothing.
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Seed of what is drawn; the same seed, model and prompts give the same text.</summary>
    public long Seed { get; init; }
}
