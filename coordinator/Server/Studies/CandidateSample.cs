using System.Collections.Immutable;

namespace Lts.Coordinator.Studies;

/// <summary>
/// Which candidates stand for a study that is too large to be shown whole: every one on a frontier, and some of the others, spread evenly over the
/// order of proposal. Pure: the same study gives the same sample.
/// </summary>
internal static class CandidateSample
{
    /// <summary>How many of the others each target gives: its share, rounded down.</summary>
    /// <param name="others">Candidates of each target that are not on its frontier.</param>
    /// <param name="size">How many of all targets' others are wanted at most.</param>
    public static ImmutableArray<int> Shares(IReadOnlyList<int> others, int size)
    {
        long all = others.Sum(count => (long)count);
        return all <= size ? [.. others] : [.. others.Select(count => (int)(size * (long)count / all))];
    }

    /// <summary>Indices of a target's sample, ascending.</summary>
    /// <param name="total">Candidates of the target: its indices are those below.</param>
    /// <param name="frontier">Indices on its frontier.</param>
    /// <param name="share">How many of the others.</param>
    public static IEnumerable<int> Indices(int total, ImmutableHashSet<int> frontier, int share)
    {
        int others = total - frontier.Count;
        int rank = 0;
        long drawn = 0;
        for (int index = 0; index < total; index++)
        {
            if (frontier.Contains(index))
            {
                yield return index;
            }
            else if (drawn < share && rank++ == drawn * others / share)
            {
                drawn++;
                yield return index;
            }
        }
    }
}
