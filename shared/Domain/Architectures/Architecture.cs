using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>
/// One point of a search space: a family and a value for each of its dimensions, everything that decides a model's graph and nothing else.
/// Immutable, compared by value. Only active layers are held, so genes of layers beyond <see cref="LayerCount"/> can never influence
/// <see cref="Id"/>. Not necessarily valid: <see cref="ArchitectureValidator"/> decides that.
/// </summary>
public sealed record Architecture
{
    /// <summary>The values of the model's dimensions, then for each layer those of the layer's, in the family's order.</summary>
    private readonly ImmutableArray<int> _values;
    private string? _id;
    private ParameterCount? _parameters; // said by whoever knows the family, where this program does not

    private Architecture(ModelFamily family, ImmutableArray<int> values) => (Family, _values) = (family, values);

    // Written out so that `with` does not carry the old id over.
    private Architecture(Architecture original)
    {
        Family = original.Family;
        _values = original._values;
        AttentionDropout = original.AttentionDropout;
    }

    /// <summary>The kind of decoder.</summary>
    public ModelFamily Family { get; }

    /// <summary>Dropout probability on attention weights (Archai: <c>dropatt</c>); matters to training only, and is not part of <see cref="Id"/>.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Number of decoder layers.</summary>
    public int LayerCount => _values[0];

    /// <summary>Width of the residual stream.</summary>
    public int HiddenSize => _values[Family.HiddenSizeIndex];

    /// <summary>Number of token ids.</summary>
    public int VocabularySize
    {
        get => _values[Family.VocabularySizeIndex];
        init => _values = _values.SetItem(Family.VocabularySizeIndex, value);
    }

    /// <summary>Longest sequence, in tokens.</summary>
    public int MaxSequenceLength
    {
        get => _values[Family.MaxSequenceLengthIndex];
        init => _values = _values.SetItem(Family.MaxSequenceLengthIndex, value);
    }

    /// <summary>
    /// Canonical name of this architecture, stable across versions and machines: the family and the first 80 bits of the SHA-256 of
    /// its canonical text (see <see cref="ArchitectureId"/>), as in <c>gpt2_0f3a…</c>.
    /// </summary>
    public string Id => _id ??= ArchitectureId.Of(this);

    /// <summary>Parameter counts by the family's formulas.</summary>
    public ParameterCount Parameters => _parameters ?? Family.Count(this);

    /// <summary>An architecture from values by dimension. What is left out has its default, or 0 where there is none.</summary>
    /// <param name="family">The kind of decoder.</param>
    /// <param name="layerCount">Number of layers; not more than are given values below.</param>
    /// <param name="values">One value for a dimension of the model; one per layer, or one for all layers, for a dimension of the layers.</param>
    public static Architecture Of(ModelFamily family, int layerCount, IEnumerable<(Dimension Dimension, ImmutableArray<int> Values)> values)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(values);
        var (model, perLayer) = (family.ModelDimensions.Length, family.LayerDimensions.Length);
        var all = new int[model + (layerCount * perLayer)];
        for (int i = 0; i < model; i++)
        {
            all[i] = family.ModelDimensions[i].Default ?? 0;
        }

        for (int i = model; i < all.Length; i++)
        {
            all[i] = family.LayerDimensions[(i - model) % perLayer].Default ?? 0;
        }

        all[0] = layerCount;
        foreach (var (dimension, given) in values)
        {
            int index = family.IndexOf(dimension);
            if (!dimension.PerLayer)
            {
                all[index] = given[0];
                continue;
            }

            for (int layer = 0; layer < layerCount; layer++)
            {
                all[model + (layer * perLayer) + index] = given[given.Length == 1 ? 0 : layer];
            }
        }

        return new Architecture(family, ImmutableCollectionsMarshal.AsImmutableArray(all));
    }

    /// <summary>An architecture from the values of all dimensions, in the order in which they are held: the model's, then layer by layer.</summary>
    public static Architecture OfValues(ModelFamily family, ImmutableArray<int> values)
    {
        ArgumentNullException.ThrowIfNull(family);
        var (model, perLayer) = (family.ModelDimensions.Length, family.LayerDimensions.Length);
        return values.Length >= model && values.Length == model + (values[0] * perLayer)
            ? new Architecture(family, values)
            : throw new ArgumentException($"{values.Length} values do not make a {family.Label}.", nameof(values));
    }

    /// <summary>An architecture of a family that only a newer program knows, with the id and the counts that it gave.</summary>
    /// <param name="family">The family's name, and nothing else of it.</param>
    /// <param name="id">See <see cref="Id"/>; empty where none was given.</param>
    /// <param name="parameters">See <see cref="Parameters"/>.</param>
    /// <param name="layerCount">Number of layers.</param>
    /// <param name="values">One value for each dimension that every family has, as far as they are known.</param>
    public static Architecture AsSent(
        UnknownFamily family, string id, ParameterCount parameters, int layerCount, IEnumerable<(Dimension Dimension, ImmutableArray<int> Values)> values)
    {
        ArgumentNullException.ThrowIfNull(id);
        var architecture = Of(family, layerCount, values);
        (architecture._id, architecture._parameters) = (id.Length > 0 ? id : family.Name, parameters);
        return architecture;
    }

    /// <summary>The value of a dimension of the model.</summary>
    /// <exception cref="ArgumentException">The family has no such dimension, or each layer has its own.</exception>
    public int Value(Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return dimension.PerLayer
            ? throw new ArgumentException($"Each layer has its own {dimension.Name}.", nameof(dimension))
            : _values[Family.IndexOf(dimension)];
    }

    /// <summary>The values of a dimension: one of the model, or one for each layer, first to last.</summary>
    /// <exception cref="ArgumentException">The family has no such dimension.</exception>
    public ImmutableArray<int> Values(Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        int index = Family.IndexOf(dimension);
        if (!dimension.PerLayer)
        {
            return [_values[index]];
        }

        var (model, perLayer) = (Family.ModelDimensions.Length, Family.LayerDimensions.Length);
        var values = new int[LayerCount];
        for (int layer = 0; layer < values.Length; layer++)
        {
            values[layer] = _values[model + (layer * perLayer) + index];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <summary>This architecture with another value of a dimension, in every layer.</summary>
    /// <exception cref="ArgumentException">It is the number of layers, which decides how many values there are.</exception>
    public Architecture With(Dimension dimension, int value)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        if (dimension.Name == Family.Dimensions[0].Name)
        {
            throw new ArgumentException("The number of layers of an architecture cannot be changed.", nameof(dimension));
        }

        var values = Family.Dimensions.Skip(1).Select(d => (d, d.Name == dimension.Name ? [value] : Values(d)));
        return Of(Family, LayerCount, values) with { AttentionDropout = AttentionDropout };
    }

    /// <inheritdoc/>
    public bool Equals(Architecture? other) =>
        other is not null && Family.Equals(other.Family) && AttentionDropout.Equals(other.AttentionDropout)
        && _values.AsSpan().SequenceEqual(other._values.AsSpan())
        && _parameters == other._parameters && (_parameters is null || Id == other.Id); // as sent: what is known here is not all that they are

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(_values.AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>The architecture's <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
