using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Metrics;

namespace Lts.Search.Pareto;

/// <summary>
/// The frontier of one search while it runs: the same as <see cref="Frontier.Of(SearchProblem, IReadOnlyList{ValueTuple{Architecture, MetricValues}})"/>
/// of all answers so far, at the cost of the new ones.
/// </summary>
/// <param name="problem">Says what is feasible and what is better.</param>
public sealed class FrontierTracker(SearchProblem problem)
{
    private readonly ParetoArchive<int> _archive = new();
    private ImmutableHashSet<int>? _indices = [];

    /// <summary>Indices of the candidates that no other one dominates; of equal ones all are.</summary>
    public ImmutableHashSet<int> Indices => _indices ??= [.. _archive.Items];

    /// <summary>Takes an answer; a failed (<see langword="null"/>) or infeasible candidate changes nothing.</summary>
    /// <param name="index">The candidate's index.</param>
    /// <param name="architecture">What was measured.</param>
    /// <param name="values">What was measured of it.</param>
    public void Add(int index, Architecture architecture, MetricValues? values)
    {
        if (values is not null && problem.IsFeasible(architecture, values)
            && _archive.Add(index, problem.Costs(architecture, values)))
        {
            _indices = null;
        }
    }
}
