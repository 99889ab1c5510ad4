namespace Lts.Domain.Spaces;

/// <summary>The named presets.</summary>
public static class SearchSpaces
{
    /// <summary>GPT-2 as the LTS paper searches it: 2–15 layers, per-layer feed-forward sizes and heads, 6–100 M decoder parameters.</summary>
    public static SearchSpace Gpt2Paper { get; } = new()
    {
        Name = "gpt2-paper",
        LayerCount = new IntRange(2, 15),
        HiddenSize = new IntRange(128, 960, 64),
        FeedForwardSize = new IntRange(128, 4032, 64),
        MinFeedForwardRatio = 1.7,
        HeadCounts = [2, 4, 8],
        MaxSequenceLength = 192,
        MinDecoderParameters = 6_000_000,
        MaxDecoderParameters = 100_000_000,
    };

    /// <summary>GPT-2 as Archai's text-generation task searches it: one feed-forward size and head count per model, 1 M – 1 G.</summary>
    public static SearchSpace Gpt2Archai { get; } = new()
    {
        Name = "gpt2-archai",
        LayerCount = new IntRange(1, 10),
        HiddenSize = new IntRange(128, 960, 64),
        FeedForwardSize = new IntRange(128, 960, 64),
        HeadCounts = [2, 4, 8],
        PerLayer = false,
        MaxSequenceLength = 1024,
        MinDecoderParameters = 1_000_000,
        MaxDecoderParameters = 1_000_000_000,
    };

    /// <summary>A small heterogeneous space whose models a laptop measures in a second or two.</summary>
    public static SearchSpace Gpt2Quickstart { get; } = new()
    {
        Name = "gpt2-quickstart",
        LayerCount = new IntRange(1, 6),
        HiddenSize = new IntRange(64, 256, 32),
        FeedForwardSize = new IntRange(128, 1024, 64),
        MinFeedForwardRatio = 1.0,
        HeadCounts = [2, 4, 8],
        VocabularySize = 8192,
        MaxSequenceLength = 128,
        MinDecoderParameters = 50_000,
        MaxDecoderParameters = 10_000_000,
    };

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<SearchSpace> All { get; } = [Gpt2Paper, Gpt2Archai, Gpt2Quickstart];
}
