using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;

namespace Lts.Search.Sampling;

/// <summary>Draws architectures without a search.</summary>
public static class SpaceSampler
{
    /// <summary>
    /// Different random architectures of a space: every gene uniform over its valid values, within the space's decoder parameters.
    /// </summary>
    /// <param name="space">A valid space.</param>
    /// <param name="seed">Equal seeds give equal architectures.</param>
    /// <param name="count">How many; fewer are returned when the space has no more.</param>
    public static IReadOnlyList<Architecture> Sample(SearchSpace space, long seed, int count)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var source = new CandidateSource(new SearchProblem(space, Objective.Defaults, [], seed, MaxCandidates: null));
        return [.. new RandomDrafts(source, seed).Take(count).Select(c => c.Architecture)];
    }
}
