using Lts.Domain.Spaces;

namespace Lts.Domain.Families;

/// <summary>The subject's values divide those of the given dimension without a remainder, as heads divide the hidden size.</summary>
/// <param name="Subject">What divides, for example a number of heads.</param>
/// <param name="Given">What it divides.</param>
public sealed record DividesRule(Dimension Subject, Dimension Given) : DimensionRule(Subject, Given)
{
    /// <inheritdoc/>
    public override string Statement => $"{Subject.SpaceField} must divide {Given.SpaceField}";

    /// <inheritdoc/>
    public override bool Allows(int subject, int given) => subject > 0 && given % subject == 0;

    /// <inheritdoc/>
    public override string Violation(string place, int subject, int given) =>
        $"{place} is {subject}, which does not divide {Given.Name} {given}.";

    /// <summary>Of a range only the divisors are looked for, of which no number has many.</summary>
    public override IntChoices Narrow(IntChoices choices, int given)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Range is null || given < 1)
        {
            return base.Narrow(choices, given);
        }

        var divisors = new SortedSet<int>();
        for (int i = 1; (long)i * i <= given; i++)
        {
            if (given % i == 0)
            {
                divisors.Add(i);
                divisors.Add(given / i);
            }
        }

        return new IntChoices([.. divisors.Where(choices.Contains)]);
    }

    /// <inheritdoc/>
    public override string EmptySpace(IntChoices subject, int smallestGiven) =>
        $"{Subject.SpaceField} divide none of the {Given.SpaceField} values: the space is empty.";
}
