using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Search.Baselines;

/// <summary>No search: measures the architectures it is given, in one generation. They need not belong to the space.</summary>
public sealed record FixedCandidatesOptions : SearchAlgorithm
{
    /// <summary>What to measure, in this order; each architecture once.</summary>
    public required ImmutableArray<Architecture> Architectures { get; init; }

    /// <inheritdoc/>
    public override string Name => "fixed";

    internal override ISearch CreateSearch(SearchProblem problem) => new FixedCandidates(problem, this);

    internal override IEnumerable<string> Errors(SearchProblem problem)
    {
        if (Architectures.IsDefaultOrEmpty)
        {
            yield return $"{Name}.architectures must name at least one architecture.";
            yield break;
        }

        var indexOf = new Dictionary<string, int>();
        for (int i = 0; i < Architectures.Length; i++)
        {
            var architecture = Architectures[i];
            if (!indexOf.TryAdd(architecture.Id, i))
            {
                yield return $"{Name}.architectures[{i}] is the same as [{indexOf[architecture.Id]}]: {architecture.Id}.";
            }

            if (!problem.MeetsCheapConstraints(architecture))
            {
                yield return $"{Name}.architectures[{i}] ({architecture.Id}) is outside the constraints.";
            }
        }
    }
}
