using System.Globalization;
using Lts.Domain.Spaces;

namespace Lts.Domain.Families;

/// <summary>The subject is at least a given multiple of another dimension. A family names the ratio; a space says how large it must be.</summary>
/// <param name="Name">The field in a study's space: <c>min_feed_forward_ratio</c>.</param>
/// <param name="Subject">The numerator of the ratio.</param>
/// <param name="Given">The denominator of the ratio.</param>
/// <param name="Min">The smallest ratio allowed; 0 for no rule.</param>
public sealed record MinRatioRule(string Name, Dimension Subject, Dimension Given, double Min = 0) : DimensionRule(Subject, Given)
{
    /// <inheritdoc/>
    public override string Statement => string.Create(
        CultureInfo.InvariantCulture, $"{Subject.SpaceField} must be at least {Name} {Min} times {Given.SpaceField}");

    /// <inheritdoc/>
    public override bool Allows(int subject, int given) => subject >= Min * given;

    /// <inheritdoc/>
    public override string Violation(string place, int subject, int given) =>
        string.Create(CultureInfo.InvariantCulture, $"{place} is {subject}, less than {Name} {Min} times {Given.Name} {given}.");

    /// <inheritdoc/>
    public override string EmptySpace(IntChoices subject, int smallestGiven)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Subject.SpaceField} reaches {subject.Max}, less than {Name} {Min} times {smallestGiven}, the smallest {Given.SpaceField} that the "
            + $"space's other rules leave: the space is empty.");
    }

    /// <summary>Of an ascending range a part that is a range again: no list of a million sizes is ever made.</summary>
    public override IntChoices Narrow(IntChoices choices, int given)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Range is not { } all)
        {
            return base.Narrow(choices, given);
        }

        int low = 0;
        int high = all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Allows(all[middle], given) ? (low, middle) : (middle + 1, high);
        }

        return low == all.Count ? IntChoices.None : new IntChoices(all with { Min = all[low] });
    }
}
