using Lts.Domain.Spaces;

namespace Lts.Domain.Families;

/// <summary>A rule between two dimensions. Per-layer dimensions meet it in each layer.</summary>
/// <param name="Subject">The dimension whose values are limited.</param>
/// <param name="Given">The dimension that limits them; it comes earlier in the family's list.</param>
public abstract record DimensionRule(Dimension Subject, Dimension Given)
{
    /// <summary>What the rule asks of a space, a sentence without its full stop: <c>head_counts must divide hidden_size</c>.</summary>
    public abstract string Statement { get; }

    /// <summary>Whether the two values may stand together.</summary>
    public abstract bool Allows(int subject, int given);

    /// <summary>What is wrong, for people.</summary>
    /// <param name="place">The subject's place: <c>n_head of layer 3</c>, or <c>n_head</c>.</param>
    /// <param name="subject">The value that stands there.</param>
    /// <param name="given">The value that it does not go with.</param>
    public abstract string Violation(string place, int subject, int given);

    /// <summary>Why a space has no architecture by this rule.</summary>
    /// <param name="subject">The subject's choices.</param>
    /// <param name="smallestGiven">The smallest value of the given dimension that the other rules leave.</param>
    public abstract string EmptySpace(IntChoices subject, int smallestGiven);

    /// <summary>The choices that go with a value.</summary>
    public virtual IntChoices Narrow(IntChoices choices, int given)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.Where(value => Allows(value, given));
    }
}
