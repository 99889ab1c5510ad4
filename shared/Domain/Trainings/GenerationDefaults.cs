namespace Lts.Domain.Trainings;

/// <summary>How text is generated where nothing else is asked for: by <c>lts-trainer generate</c>, the service, and so by <c>lts generate</c>.</summary>
public static class GenerationDefaults
{
    /// <summary>Most tokens after the prompt.</summary>
    public const int MaxTokens = 128;

    /// <summary>What logits are divided by: likely tokens are a little likelier than the model says.</summary>
    public const double Temperature = 0.8;

    /// <summary>How many of the likeliest tokens are drawn from; 0 is all.</summary>
    public const int TopK = 0;

    /// <summary>Probability of the likeliest tokens that are drawn from, together.</summary>
    public const double TopP = 0.95;

    /// <summary>How much less likely tokens become that have occurred; 1 is not at all.</summary>
    public const double RepetitionPenalty = 1;

    /// <summary>Seed of what is drawn.</summary>
    public const long Seed = 1;
}
