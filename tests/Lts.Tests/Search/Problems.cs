using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Tests.Support;

namespace Lts.Tests.Search;

/// <summary>Problems that tests search.</summary>
internal static class Problems
{
    /// <summary>Six architectures: one or two equal layers, three pairs of hidden size and heads.</summary>
    public static SearchSpace Tiny { get; } = new SearchSpace("tiny", Gpt2Family.Instance)
        .Gpt2(layerCount: new(1, 2), hiddenSize: new(6, 8, 2), feedForwardSize: new(16, 16), headCounts: [2, 4], perLayer: false);

    public static SearchProblem In(SearchSpace space, long seed = 1) => new(space, Objective.Defaults, [], seed, MaxCandidates: null);

    /// <summary>Whether a space allows an architecture, told without the code under test.</summary>
    public static bool Allows(SearchSpace space, Architecture a) =>
        space.LayerCount.Contains(a.LayerCount) && space.HiddenSize.Contains(a.HiddenSize)
        && a.VocabularySize == space.VocabularySize && a.MaxSequenceLength == space.MaxSequenceLength
        && a.Parameters.Decoder >= space.MinDecoderParameters && a.Parameters.Decoder <= space.MaxDecoderParameters
        && a.Layers.All(l => space.FeedForwardSize.Contains(l.FeedForwardSize)
            && l.FeedForwardSize >= space.Ratios.Select(r => r.Min).DefaultIfEmpty().Max() * a.HiddenSize
            && space.HeadCounts.Contains(l.HeadCount) && a.HiddenSize % l.HeadCount == 0)
        && (space.PerLayer || a.Layers.Distinct().Count() == 1);
}
