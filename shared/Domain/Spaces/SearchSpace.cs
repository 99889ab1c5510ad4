using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>The architectures that a study may try, as data: a family, and what each of its dimensions may be. Presets are in <see cref="SearchSpaces"/>.</summary>
public sealed record SearchSpace
{
    private readonly ImmutableArray<DimensionSpace> _dimensions;

    /// <summary>A space in which every dimension has its default; one without a default may be anything legal.</summary>
    /// <param name="name">A preset's name, or the name given to an overridden one.</param>
    /// <param name="family">The kind of decoder.</param>
    public SearchSpace(string name, ModelFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        (Name, Family, Ratios) = (name, family, family.Ratios);
        _dimensions = [.. family.Dimensions.Select(d => new DimensionSpace(d, DefaultOf(d), d.PerLayer))];
    }

    /// <summary>A preset's name, or the name given to an overridden one.</summary>
    public string Name { get; init; }

    /// <summary>The kind of decoder.</summary>
    public ModelFamily Family { get; }

    /// <summary>What each dimension may be, in the family's order.</summary>
    public ImmutableArray<DimensionSpace> Dimensions => _dimensions;

    /// <summary>The family's ratios with the bounds that this space has for them.</summary>
    public ImmutableArray<MinRatioRule> Ratios { get; private init; }

    /// <summary>Fewest decoder parameters allowed.</summary>
    public long MinDecoderParameters { get; init; }

    /// <summary>Most decoder parameters allowed.</summary>
    public long MaxDecoderParameters { get; init; } = long.MaxValue;

    /// <summary>The rules between dimensions: the family's, then this space's own.</summary>
    public IEnumerable<DimensionRule> Rules => [.. Family.Rules, .. Ratios.Where(r => r.Min > 0)];

    /// <summary>What a dimension may be.</summary>
    /// <exception cref="ArgumentException">The family has no such dimension.</exception>
    public DimensionSpace this[Dimension dimension]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(dimension);
            return _dimensions.FirstOrDefault(d => d.Dimension.Name == dimension.Name)
                ?? throw new ArgumentException($"{Family.Name} has no dimension {dimension.Name}.", nameof(dimension));
        }
    }

    /// <summary>The longest sequence that every model of the space has positions for, in tokens.</summary>
    public int MaxSequenceLength => this[CommonDimensions.MaxSequenceLength].Choices.Min;

    /// <summary>This space with other choices of a dimension.</summary>
    /// <param name="dimension">What may be something else; one of the family's.</param>
    /// <param name="choices">What it may be.</param>
    /// <param name="perLayer">Whether each layer chooses for itself; <see langword="null"/> leaves that as it is.</param>
    public SearchSpace With(Dimension dimension, IntChoices choices, bool? perLayer = null)
    {
        var before = this[dimension];
        return new SearchSpace(this, before, before with { Choices = choices, PerLayer = dimension.PerLayer && (perLayer ?? before.PerLayer) });
    }

    /// <summary>This space with all dimensions of layers chosen per layer, or all of them once per model.</summary>
    public SearchSpace WithPerLayer(bool perLayer) =>
        Dimensions.Where(d => d.Dimension.PerLayer).Aggregate(this, (space, d) => space.With(d.Dimension, d.Choices, perLayer));

    /// <summary>This space with a bound of one of the family's ratios; 0 lifts it.</summary>
    /// <exception cref="ArgumentException">The family has no such ratio.</exception>
    public SearchSpace WithRatio(string name, double min)
    {
        var rule = Family.Ratios.FirstOrDefault(r => r.Name == name) ?? throw new ArgumentException($"{Family.Name} has no ratio {name}.", nameof(name));
        return this with { Ratios = [.. Ratios.Select(r => r.Name == rule.Name ? rule with { Min = min } : r)] };
    }

    private SearchSpace(SearchSpace original, DimensionSpace before, DimensionSpace after)
        : this(original) => _dimensions = original._dimensions.Replace(before, after);

    private static IntChoices DefaultOf(Dimension dimension) => dimension.Default is { } value
        ? IntChoices.One(value)
        : !dimension.Choices.IsEmpty ? new IntChoices([.. Enumerable.Range(0, dimension.Choices.Length)])
        : new IntChoices(new IntRange(dimension.Bounds.Minimum, dimension.Bounds.Maximum));
}
