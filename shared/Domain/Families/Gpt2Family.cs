using Lts.Domain.Architectures;

namespace Lts.Domain.Families;

/// <summary>GPT-2 (Radford et al. 2019) with heads and feed-forward size per layer, as the LTS paper searches it.</summary>
public sealed class Gpt2Family : ModelFamily
{
    private Gpt2Family()
        : base("gpt2", "GPT-2", [CommonDimensions.LayerCount, CommonDimensions.HiddenSize, FeedForwardSize, HeadCount, CommonDimensions.VocabularySize, CommonDimensions.MaxSequenceLength])
    {
        Rules = [new DividesRule(HeadCount, CommonDimensions.HiddenSize)];
        Ratios = [new MinRatioRule("min_feed_forward_ratio", FeedForwardSize, CommonDimensions.HiddenSize)];
        Aliases = [new FamilyAlias("gpt2-flex", FillsShortLists: true, OnlyValues: [new("primer_square", "false")])];
    }

    /// <summary>Width of a feed-forward block's inner activation.</summary>
    public static Dimension FeedForwardSize { get; } = new()
    {
        Name = "d_inner",
        SpaceField = "feed_forward_size",
        Label = "feed-forward",
        Title = "Feed-forward",
        PerLayer = true,
        Maximum = ArchitectureLimits.FeedForwardSize,
        IdKey = "l",
        DrawnWhenFixed = true,
    };

    /// <summary>Number of attention heads; divides the hidden size.</summary>
    public static Dimension HeadCount { get; } = new()
    {
        Name = "n_head",
        SpaceField = "head_counts",
        Label = "heads",
        Title = "Heads",
        PerLayer = true,
        Maximum = ArchitectureLimits.HiddenSize,
        IdKey = "l",
        DrawnWhenFixed = true,
    };

    /// <summary>The one there is: families are compared by reference.</summary>
    public static Gpt2Family Instance { get; } = new();

    /// <summary>
    /// With hidden size d and per-layer feed-forward size f, the decoder has Σ (4d² + 4d attention + 2df + f + d feed-forward + 4d layer
    /// norms) + 2d for the last layer norm (LTS, arXiv 2203.02094). The output head is the token embedding again and counts once.
    /// </summary>
    public override ParameterCount Count(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        checked
        {
            long d = architecture.HiddenSize;
            long decoder = 2 * d;
            foreach (var f in architecture.Values(FeedForwardSize))
            {
                decoder += (4 * d * d) + (4 * d) + (2 * d * f) + f + d + (4 * d);
            }

            return new ParameterCount(decoder, (architecture.VocabularySize + (long)architecture.MaxSequenceLength) * d);
        }
    }
}
