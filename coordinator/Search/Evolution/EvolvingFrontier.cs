using Lts.Domain.Metrics;
using Lts.Search.Pareto;

namespace Lts.Search.Evolution;

/// <summary>The Pareto frontier of what a search has measured so far; failed and infeasible candidates never enter it.</summary>
internal sealed class EvolvingFrontier(SearchProblem problem)
{
    private readonly ParetoArchive<FrontierMember> _archive = new();

    /// <summary>The members, oldest first.</summary>
    public IReadOnlyList<FrontierMember> Members { get; private set; } = [];

    /// <summary>Takes the answers to a generation.</summary>
    public void Update(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers)
    {
        foreach (var (candidate, values) in answers)
        {
            if (values is not null && candidate.Genome is not null && problem.IsFeasible(candidate.Architecture, values))
            {
                _archive.Add(
                    new FrontierMember(candidate.Genome, candidate.Architecture.Id),
                    problem.Costs(candidate.Architecture, values));
            }
        }

        Members = _archive.Items;
    }
}
