using System.Collections.Immutable;

namespace Lts.Domain.Families;

/// <summary>One thing that may differ between architectures of a family: a number or a named choice, of the model or of each layer.</summary>
public sealed record Dimension
{
    private readonly string? _spaceField;

    /// <summary>The field in architecture files, Archai's where Archai has it: <c>d_inner</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The field in a study's space, for example <c>feed_forward_size</c>. Default: <see cref="Name"/>.</summary>
    public string SpaceField
    {
        get => _spaceField ?? Name;
        init => _spaceField = value;
    }

    /// <summary>What people call it within a sentence: <c>feed-forward</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What people call it at the head of a column: <c>Feed-forward</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Unit for people, for example <c>tokens</c>; empty for a plain number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether every layer has a value of its own.</summary>
    public bool PerLayer { get; init; }

    /// <summary>Smallest legal number. Default 1.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Largest legal number.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>Names of a choice, whose values are the places in this list; empty for a number.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The value of an architecture that does not say it; <see langword="null"/> where it must be said.</summary>
    public int? Default { get; init; }

    /// <summary>
    /// The key of this dimension in the text that ids are made of, where it always stands. <see langword="null"/> for a dimension that a
    /// family gained later: it stands there under its name, and only where it differs from its default, so that no id changes.
    /// </summary>
    public string? IdKey { get; init; }

    /// <summary>
    /// Whether a search draws a random number for it even where the space leaves one value. True for the dimensions of the first spaces:
    /// what a seed proposes must stay what it was.
    /// </summary>
    public bool DrawnWhenFixed { get; init; }

    /// <summary>Smallest and largest legal value, names counted from 0.</summary>
    public (int Minimum, int Maximum) Bounds => Choices.IsEmpty ? (Minimum, Maximum) : (0, Choices.Length - 1);

    /// <summary>Whether its names are <c>false</c> and <c>true</c>, which JSON has words for.</summary>
    public bool IsSwitch => Choices is ["false", "true"];

    /// <summary>Whether a value is legal by itself.</summary>
    public bool Allows(int value) => value >= Bounds.Minimum && value <= Bounds.Maximum;

    /// <summary>What a value must be, to complete "must be …".</summary>
    public string Requirement => Choices.IsEmpty ? $"a whole number from {Minimum} to {Maximum}" : $"one of {string.Join(", ", Choices)}";

    /// <summary>A value as people write it: the number, or the name.</summary>
    public string Text(int value) => !Choices.IsEmpty && Allows(value) ? Choices[value] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");
}
