namespace Lts.Domain.Spaces;

/// <summary>The integers <c>Min, Min + Step, …</c> up to and including <c>Max</c>.</summary>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value allowed.</param>
/// <param name="Step">Distance between neighbours, at least 1.</param>
public readonly record struct IntRange(int Min, int Max, int Step = 1)
{
    /// <summary>Number of values. One for a step of 0, which no validated space has.</summary>
    public int Count => Step == 0 ? 1 : ((Max - Min) / Step) + 1;

    /// <summary>The value at a position from 0 to <see cref="Count"/> − 1.</summary>
    public int this[int index] => Min + (index * Step);

    /// <summary>Whether a value is one of the range's.</summary>
    public bool Contains(int value) => value >= Min && value <= Max && (value - Min) % Step == 0;
}
