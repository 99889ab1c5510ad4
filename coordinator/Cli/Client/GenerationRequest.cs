using System.Collections.Immutable;

namespace Lts.Cli.Client;

/// <summary>What a trained model shall write. What is <see langword="null"/> is left to the trainer.</summary>
internal sealed record GenerationRequest
{
    /// <summary>Id of the training, or its beginning.</summary>
    public required string TrainingId { get; init; }

    /// <summary>What to continue; none to begin a text.</summary>
    public ImmutableArray<string> Prompts { get; init; } = [];

    /// <summary>Strings that end a text.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>Most tokens to write, for each prompt.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Divides the logits; 0 always takes the likeliest token.</summary>
    public double? Temperature { get; init; }

    /// <summary>Only so many of the likeliest tokens; 0 for all.</summary>
    public int? TopK { get; init; }

    /// <summary>Only the likeliest tokens that together have this probability.</summary>
    public double? TopP { get; init; }

    /// <summary>Makes tokens that have occurred less likely; 1 for not at all.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary>Chooses the draws.</summary>
    public long? Seed { get; init; }
}
