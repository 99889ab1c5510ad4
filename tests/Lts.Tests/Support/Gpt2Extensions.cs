using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;

namespace Lts.Tests.Support;

/// <summary>GPT-2's dimensions by name, for tests that are about this family.</summary>
internal static class Gpt2Extensions
{
    extension(Architecture architecture)
    {
        /// <summary>The layers of a GPT-2.</summary>
        public ImmutableArray<Gpt2Layer> Layers => Gpt2Shape.Of(architecture).Layers;
    }

    extension(SearchSpace space)
    {
        /// <summary>Numbers of layers.</summary>
        public IntChoices LayerCount => space[CommonDimensions.LayerCount].Choices;

        /// <summary>Hidden sizes.</summary>
        public IntChoices HiddenSize => space[CommonDimensions.HiddenSize].Choices;

        /// <summary>Feed-forward sizes.</summary>
        public IntChoices FeedForwardSize => space[Gpt2Family.FeedForwardSize].Choices;

        /// <summary>Numbers of heads.</summary>
        public IntChoices HeadCounts => space[Gpt2Family.HeadCount].Choices;

        /// <summary>Whether layers choose for themselves.</summary>
        public bool PerLayer => space[Gpt2Family.HeadCount].PerLayer;

        /// <summary>The one vocabulary.</summary>
        public int VocabularySize => space[CommonDimensions.VocabularySize].Choices[0];

        /// <summary>A space of GPT-2s with other choices; what is left out stays.</summary>
        public SearchSpace Gpt2(
            IntRange? layerCount = null, IntRange? hiddenSize = null, IntRange? feedForwardSize = null, int[]? headCounts = null,
            double? minFeedForwardRatio = null, bool? perLayer = null, int? vocabularySize = null, int? maxSequenceLength = null)
        {
            space = layerCount is { } layers ? space.With(CommonDimensions.LayerCount, new IntChoices(layers)) : space;
            space = hiddenSize is { } hidden ? space.With(CommonDimensions.HiddenSize, new IntChoices(hidden)) : space;
            space = feedForwardSize is { } sizes ? space.With(Gpt2Family.FeedForwardSize, new IntChoices(sizes)) : space;
            space = headCounts is not null ? space.With(Gpt2Family.HeadCount, new IntChoices([.. headCounts])) : space;
            space = minFeedForwardRatio is { } ratio ? space.WithRatio("min_feed_forward_ratio", ratio) : space;
            space = perLayer is { } own ? space.WithPerLayer(own) : space;
            space = vocabularySize is { } ids ? space.With(CommonDimensions.VocabularySize, IntChoices.One(ids)) : space;
            return maxSequenceLength is { } tokens ? space.With(CommonDimensions.MaxSequenceLength, IntChoices.One(tokens)) : space;
        }
    }
}
