using System.Collections.Immutable;

namespace Lts.Domain.Spaces;

/// <summary>What a dimension may be in a space: one value, a list, or a range. Immutable; compared by value.</summary>
public sealed class IntChoices : IEquatable<IntChoices>
{
    private readonly ImmutableArray<int> _list;
    private readonly IntRange _range;

    /// <summary>The values of a range.</summary>
    public IntChoices(IntRange range) => (_range, _list) = (range, default);

    /// <summary>The values of a list, in its order.</summary>
    public IntChoices(ImmutableArray<int> list) => _list = list;

    /// <summary>No value.</summary>
    public static IntChoices None { get; } = new(ImmutableArray<int>.Empty);

    /// <summary>The range; <see langword="null"/> for a list or one value.</summary>
    public IntRange? Range => _list.IsDefault ? _range : null;

    /// <summary>The list; a list of one is a fixed value; <see langword="null"/> for a range.</summary>
    public ImmutableArray<int>? List => _list.IsDefault ? null : _list;

    /// <summary>Number of values.</summary>
    public int Count => _list.IsDefault ? _range.Count : _list.Length;

    /// <summary>Smallest value; there is one.</summary>
    public int Min => _list.IsDefault ? _range.Min : _list.Min();

    /// <summary>Largest value; there is one.</summary>
    public int Max => _list.IsDefault ? _range[_range.Count - 1] : _list.Max();

    /// <summary>The value at a place from 0 to <see cref="Count"/> − 1.</summary>
    public int this[int index] => _list.IsDefault ? _range[index] : _list[index];

    /// <summary>One value.</summary>
    public static IntChoices One(int value) => new([value]);

    /// <summary>Whether a value is among them.</summary>
    public bool Contains(int value) => _list.IsDefault ? _range.Contains(value) : _list.Contains(value);

    /// <summary>Those that a condition holds for, in their order, as a list.</summary>
    public IntChoices Where(Func<int, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var kept = ImmutableArray.CreateBuilder<int>();
        for (int i = 0; i < Count; i++)
        {
            if (condition(this[i]))
            {
                kept.Add(this[i]);
            }
        }

        return new IntChoices(kept.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(IntChoices? other) => other is not null && _list.IsDefault == other._list.IsDefault
        && (_list.IsDefault ? _range == other._range : _list.AsSpan().SequenceEqual(other._list.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntChoices);

    /// <inheritdoc/>
    public override int GetHashCode() => _list.IsDefault ? _range.GetHashCode() : _list.Aggregate(_list.Length, HashCode.Combine);
}
