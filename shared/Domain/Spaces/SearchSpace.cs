using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Domain.Spaces;

/// <summary>The architectures that a study may try, as data. Presets are in <see cref="SearchSpaces"/>.</summary>
public sealed record SearchSpace
{
    /// <summary>A preset's name, or the name given to an overridden one.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of decoder.</summary>
    public ModelFamily Family { get; init; } = ModelFamily.Gpt2;

    /// <summary>Numbers of decoder layers.</summary>
    public required IntRange LayerCount { get; init; }

    /// <summary>Hidden sizes; one per model.</summary>
    public required IntRange HiddenSize { get; init; }

    /// <summary>Feed-forward sizes.</summary>
    public required IntRange FeedForwardSize { get; init; }

    /// <summary>Smallest allowed ratio of feed-forward size to hidden size (paper: 1.7); 0 for no rule.</summary>
    public double MinFeedForwardRatio { get; init; }

    /// <summary>Numbers of attention heads, in any order. A choice that does not divide the hidden size is invalid for that model.</summary>
    public required ImmutableArray<int> HeadCounts { get; init; }

    /// <summary>Whether feed-forward size and head count are chosen per layer (paper) or once per model (Archai's task).</summary>
    public bool PerLayer { get; init; } = true;

    /// <summary>Number of token ids of every model.</summary>
    public int VocabularySize { get; init; } = 50257;

    /// <summary>Longest sequence of every model, in tokens.</summary>
    public int MaxSequenceLength { get; init; } = 1024;

    /// <summary>Fewest decoder parameters allowed.</summary>
    public long MinDecoderParameters { get; init; }

    /// <summary>Most decoder parameters allowed.</summary>
    public long MaxDecoderParameters { get; init; } = long.MaxValue;
}
