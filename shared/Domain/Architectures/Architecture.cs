using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Lts.Domain.Architectures;

/// <summary>
/// One point of a search space: everything that decides a model's graph, and nothing else. Immutable, compared by value.
/// Only active layers are held, so genes of layers beyond <see cref="LayerCount"/> can never influence <see cref="Id"/>.
/// </summary>
public sealed record Architecture
{
    private string? _id;

    /// <summary>An architecture to fill in.</summary>
    public Architecture()
    {
    }

    // Written out so that `with` does not carry the old id over.
    [SetsRequiredMembers]
    private Architecture(Architecture original)
    {
        Family = original.Family;
        HiddenSize = original.HiddenSize;
        Layers = original.Layers;
        VocabularySize = original.VocabularySize;
        MaxSequenceLength = original.MaxSequenceLength;
        AttentionDropout = original.AttentionDropout;
    }

    /// <summary>The kind of decoder.</summary>
    public ModelFamily Family { get; init; } = ModelFamily.Gpt2;

    /// <summary>Width of the residual stream (Archai: <c>d_model</c>).</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The decoder's layers, first to last.</summary>
    public required ImmutableArray<DecoderLayer> Layers { get; init; }

    /// <summary>Number of token ids (<c>vocab_size</c>).</summary>
    public int VocabularySize { get; init; } = 50257;

    /// <summary>Longest sequence that has a position embedding (<c>max_sequence_length</c>), in tokens.</summary>
    public int MaxSequenceLength { get; init; } = 1024;

    /// <summary>Dropout probability on attention weights (<c>dropatt</c>); matters to training only, and is not part of <see cref="Id"/>.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Number of decoder layers (<c>n_layer</c>).</summary>
    public int LayerCount => Layers.Length;

    /// <summary>
    /// Canonical name of this architecture, stable across versions and machines: the family and the first 80 bits of the SHA-256 of
    /// its canonical text (see <see cref="ArchitectureId"/>), as in <c>gpt2_0f3a…</c>.
    /// </summary>
    public string Id => _id ??= ArchitectureId.Of(this);

    /// <summary>Parameter counts by the formulas of the LTS paper.</summary>
    public ParameterCount Parameters => ParameterCount.Of(this);

    /// <inheritdoc/>
    public bool Equals(Architecture? other) =>
        other is not null && Family == other.Family && HiddenSize == other.HiddenSize && VocabularySize == other.VocabularySize
        && MaxSequenceLength == other.MaxSequenceLength && AttentionDropout.Equals(other.AttentionDropout)
        && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The architecture's <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
