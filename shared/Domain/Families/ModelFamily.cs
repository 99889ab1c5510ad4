using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Domain.Families;

/// <summary>
/// A kind of decoder: a name, dimensions, rules between them, and a parameter count. Everything else that is known of a family is where it
/// is used: its emitter in shared/Onnx, its module in trainer/Models. One instance of each, in <see cref="ModelFamilies"/>.
/// </summary>
public abstract class ModelFamily
{
    private readonly int _hiddenSize;
    private readonly int _vocabularySize;
    private readonly int _maxSequenceLength;

    /// <summary>Describes a family.</summary>
    /// <param name="name">The name in <c>arch_type</c>, and the beginning of ids.</param>
    /// <param name="label">What people call it: <c>GPT-2</c>.</param>
    /// <param name="dimensions">
    /// In the order in which architectures are written and genes are drawn, <c>n_layer</c> first; <see cref="CommonDimensions"/> among them.
    /// </param>
    private protected ModelFamily(string name, string label, ImmutableArray<Dimension> dimensions)
    {
        Name = name;
        Label = label;
        Dimensions = dimensions;
        ModelDimensions = [.. dimensions.Where(d => !d.PerLayer)];
        LayerDimensions = [.. dimensions.Where(d => d.PerLayer)];
        if (IndexOf(CommonDimensions.LayerCount) != 0)
        {
            throw new ArgumentException($"The first dimension of {name} must be {CommonDimensions.LayerCount.Name}.", nameof(dimensions));
        }

        _hiddenSize = IndexOf(CommonDimensions.HiddenSize);
        _vocabularySize = IndexOf(CommonDimensions.VocabularySize);
        _maxSequenceLength = IndexOf(CommonDimensions.MaxSequenceLength);
    }

    /// <summary>The name in files and ids: <c>gpt2</c>.</summary>
    public string Name { get; }

    /// <summary>What people call it: <c>GPT-2</c>.</summary>
    public string Label { get; }

    /// <summary>Every dimension, in the order in which they are written.</summary>
    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>Those of the model, <c>n_layer</c> first.</summary>
    public ImmutableArray<Dimension> ModelDimensions { get; }

    /// <summary>Those of each layer.</summary>
    public ImmutableArray<Dimension> LayerDimensions { get; }

    /// <summary>What must hold between dimensions.</summary>
    public ImmutableArray<DimensionRule> Rules { get; private protected init; } = [];

    /// <summary>Ratios that a space of this family may bound from below.</summary>
    public ImmutableArray<MinRatioRule> Ratios { get; private protected init; } = [];

    /// <summary>Other names that files have for it.</summary>
    public ImmutableArray<FamilyAlias> Aliases { get; private protected init; } = [];

    /// <summary>Counts parameters. Values are legal; the result is exact, or <see cref="OverflowException"/> is thrown.</summary>
    public abstract ParameterCount Count(Architecture architecture);

    /// <summary>The dimension of a name, of architecture files or of spaces; <see langword="null"/> if there is none.</summary>
    public Dimension? Find(string name) => Dimensions.FirstOrDefault(d => d.Name == name) ?? Dimensions.FirstOrDefault(d => d.SpaceField == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The place of a dimension among those of the model, or among those of a layer.</summary>
    /// <exception cref="ArgumentException">The family has no such dimension.</exception>
    public int IndexOf(Dimension dimension)
    {
        var places = dimension.PerLayer ? LayerDimensions : ModelDimensions;
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i].Name == dimension.Name)
            {
                return i;
            }
        }

        throw new ArgumentException($"{Name} has no dimension {dimension.Name}.", nameof(dimension));
    }

    internal int HiddenSizeIndex => _hiddenSize;

    internal int VocabularySizeIndex => _vocabularySize;

    internal int MaxSequenceLengthIndex => _maxSequenceLength;
}
