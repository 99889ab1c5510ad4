using System.Collections.Immutable;
using Lts.Domain.Spaces;

namespace Lts.Search.Genomes;

/// <summary>A hidden size and the values that the other genes may take with it.</summary>
/// <param name="HiddenSize">The hidden size.</param>
/// <param name="FeedForwardSizes">The feed-forward sizes that reach the space's smallest ratio.</param>
/// <param name="HeadCounts">The numbers of heads that divide it.</param>
internal sealed record HiddenSizeChoice(int HiddenSize, IntRange FeedForwardSizes, ImmutableArray<int> HeadCounts)
{
    /// <summary>The choices of a space that leave the other genes at least one value, ascending.</summary>
    public static ImmutableArray<HiddenSizeChoice> Of(SearchSpace space)
    {
        var choices = ImmutableArray.CreateBuilder<HiddenSizeChoice>();
        for (int i = 0; i < space.HiddenSize.Count; i++)
        {
            int hiddenSize = space.HiddenSize[i];
            var heads = space.HeadCounts.Where(h => hiddenSize % h == 0).ToImmutableArray();
            if (FeedForwardFor(space, hiddenSize) is { } feedForward && !heads.IsEmpty)
            {
                choices.Add(new HiddenSizeChoice(hiddenSize, feedForward, heads));
            }
        }

        return choices.ToImmutable();
    }

    /// <summary>The feed-forward sizes from the first one that is large enough; <see langword="null"/> when none is.</summary>
    private static IntRange? FeedForwardFor(SearchSpace space, int hiddenSize)
    {
        var all = space.FeedForwardSize;
        int low = 0;
        int high = all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = all[middle] >= space.MinFeedForwardRatio * hiddenSize ? (low, middle) : (middle + 1, high);
        }

        return low == all.Count ? null : all with { Min = all[low] };
    }
}
