using Lts.Search.Randomness;

namespace Lts.Search.Evolution;

/// <summary>Who has offspring.</summary>
internal sealed class ParentSelection(long seed)
{
    private readonly RandomStream _random = new(seed, RandomPurpose.Selection);

    /// <summary>
    /// Draws parents, each with a probability proportional to 1 / (1 + visits), and counts the visit at once: the more often a member has
    /// been a parent, the more the others get their turn. A member may be drawn more than once.
    /// </summary>
    /// <param name="members">At least one.</param>
    /// <param name="count">How many parents.</param>
    public IReadOnlyList<FrontierMember> DrawByVisits(IReadOnlyList<FrontierMember> members, int count)
    {
        var parents = new FrontierMember[count];
        for (int i = 0; i < count; i++)
        {
            parents[i] = DrawOneByVisits(members);
            parents[i].Visits++;
        }

        return parents;
    }

    /// <summary>One of the parents, each equally likely.</summary>
    public FrontierMember DrawOne(IReadOnlyList<FrontierMember> parents) => parents[_random.NextIndex(parents.Count)];

    /// <summary>Two different members.</summary>
    /// <param name="parents">Among them at least two different ones.</param>
    public (FrontierMember First, FrontierMember Second) DrawPair(IReadOnlyList<FrontierMember> parents)
    {
        var first = DrawOne(parents);
        return (first, DrawOne([.. parents.Where(p => p != first)]));
    }

    private FrontierMember DrawOneByVisits(IReadOnlyList<FrontierMember> members)
    {
        double left = _random.NextDouble() * members.Sum(Weight);
        foreach (var member in members)
        {
            left -= Weight(member);
            if (left < 0)
            {
                return member;
            }
        }

        // Rounding may leave a last crumb of weight.
        return members[^1];
    }

    private static double Weight(FrontierMember member) => 1.0 / (1 + member.Visits);
}
