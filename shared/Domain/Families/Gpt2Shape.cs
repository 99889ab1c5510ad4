using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Domain.Families;

/// <summary>A GPT-2 written out in code. Converts to an <see cref="Architecture"/>; whether it can be built, its validator says.</summary>
public sealed record Gpt2Shape
{
    /// <summary>Width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The decoder's layers, first to last.</summary>
    public required ImmutableArray<Gpt2Layer> Layers { get; init; }

    /// <summary>Number of token ids. Default 50,257.</summary>
    public int VocabularySize { get; init; } = CommonDimensions.VocabularySize.Default!.Value;

    /// <summary>Longest sequence, in tokens. Default 1,024.</summary>
    public int MaxSequenceLength { get; init; } = CommonDimensions.MaxSequenceLength.Default!.Value;

    /// <summary>Dropout probability on attention weights. Default 0.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>The shape of an architecture of this family.</summary>
    /// <exception cref="ArgumentException">It is of another family.</exception>
    public static Gpt2Shape Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var heads = architecture.Values(Gpt2Family.HeadCount);
        return new Gpt2Shape
        {
            HiddenSize = architecture.HiddenSize,
            Layers = [.. architecture.Values(Gpt2Family.FeedForwardSize).Select((size, i) => new Gpt2Layer(size, heads[i]))],
            VocabularySize = architecture.VocabularySize,
            MaxSequenceLength = architecture.MaxSequenceLength,
            AttentionDropout = architecture.AttentionDropout,
        };
    }

    /// <summary>The same as an architecture, whose family need not be known to use it.</summary>
    public Architecture ToArchitecture() =>
        Architecture.Of(
            Gpt2Family.Instance,
            Layers.Length,
            [
                (CommonDimensions.HiddenSize, [HiddenSize]),
                (CommonDimensions.VocabularySize, [VocabularySize]),
                (CommonDimensions.MaxSequenceLength, [MaxSequenceLength]),
                (Gpt2Family.FeedForwardSize, [.. Layers.Select(l => l.FeedForwardSize)]),
                (Gpt2Family.HeadCount, [.. Layers.Select(l => l.HeadCount)]),
            ])
        with
        {
            AttentionDropout = AttentionDropout,
        };

    /// <summary>The architecture of a shape.</summary>
    public static implicit operator Architecture(Gpt2Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.ToArchitecture();
    }
}
