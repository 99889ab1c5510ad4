using System.Collections.Immutable;
using static Lts.Domain.Families.CommonDimensions;
using static Lts.Domain.Families.Gpt2Family;

namespace Lts.Domain.Spaces;

/// <summary>The named presets.</summary>
public static class SearchSpaces
{
    /// <summary>GPT-2 as the LTS paper searches it: 2–15 layers, per-layer feed-forward sizes and heads, 6–100 M decoder parameters.</summary>
    public static SearchSpace Gpt2Paper { get; } = new SearchSpace("gpt2-paper", Instance)
    {
        MinDecoderParameters = 6_000_000,
        MaxDecoderParameters = 100_000_000,
    }
        .With(LayerCount, Range(2, 15))
        .With(HiddenSize, Range(128, 960, 64))
        .With(FeedForwardSize, Range(128, 4032, 64))
        .With(HeadCount, List(2, 4, 8))
        .With(MaxSequenceLength, List(192))
        .WithRatio("min_feed_forward_ratio", 1.7);

    /// <summary>GPT-2 as Archai's text-generation task searches it: one feed-forward size and head count per model, 1 M – 1 G.</summary>
    public static SearchSpace Gpt2Archai { get; } = new SearchSpace("gpt2-archai", Instance)
    {
        MinDecoderParameters = 1_000_000,
        MaxDecoderParameters = 1_000_000_000,
    }
        .With(LayerCount, Range(1, 10))
        .With(HiddenSize, Range(128, 960, 64))
        .With(FeedForwardSize, Range(128, 960, 64), perLayer: false)
        .With(HeadCount, List(2, 4, 8), perLayer: false);

    /// <summary>A small heterogeneous space whose models a laptop measures in a second or two.</summary>
    public static SearchSpace Gpt2Quickstart { get; } = new SearchSpace("gpt2-quickstart", Instance)
    {
        MinDecoderParameters = 50_000,
        MaxDecoderParameters = 10_000_000,
    }
        .With(LayerCount, Range(1, 6))
        .With(HiddenSize, Range(64, 256, 32))
        .With(FeedForwardSize, Range(128, 1024, 64))
        .With(HeadCount, List(2, 4, 8))
        .With(VocabularySize, List(8192))
        .With(MaxSequenceLength, List(128))
        .WithRatio("min_feed_forward_ratio", 1.0);

    /// <summary>Every preset.</summary>
    public static ImmutableArray<SearchSpace> All { get; } = [Gpt2Paper, Gpt2Archai, Gpt2Quickstart];

    /// <summary>The preset of a name; <see langword="null"/> if there is none.</summary>
    public static SearchSpace? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static IntChoices Range(int min, int max, int step = 1) => new(new IntRange(min, max, step));

    private static IntChoices List(params int[] values) => new([.. values]);
}
