namespace Lts.Trainer.Generation;

/// <summary>How the next token is chosen.</summary>
internal sealed record SamplingOptions
{
    /// <summary>Divides the logits; 0 always takes the likeliest token. Default 0.8.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Only so many of the likeliest tokens; 0 for all. Default 0.</summary>
    public int TopK { get; init; }

    /// <summary>Only the likeliest tokens that together have this probability; 1 for all. Default 0.95.</summary>
    public double TopP { get; init; } = 0.95;

    /// <summary>Divides positive and multiplies negative logits of tokens that have occurred (Keskar et al. 2019); 1 for none. Default 1.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Chooses the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Every value that makes no sense, by the option that sets it.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        if (!(Temperature >= 0 && double.IsFinite(Temperature)))
        {
            errors.Add($"--temperature must be a number of at least 0, not {Temperature}.");
        }

        if (TopK < 0)
        {
            errors.Add($"--top-k must be at least 0, not {TopK}.");
        }

        if (!(TopP is > 0 and <= 1))
        {
            errors.Add($"--top-p must be more than 0 and at most 1, not {TopP}.");
        }

        if (!(RepetitionPenalty > 0 && double.IsFinite(RepetitionPenalty)))
        {
            errors.Add($"--repetition-penalty must be a number above 0, not {RepetitionPenalty}.");
        }

        return errors;
    }
}
