using Lts.Domain.Architectures;
using Lts.Domain.Metrics;

namespace Lts.Search.Pareto;

/// <summary>Which candidates of a search are on its frontier.</summary>
public static class Frontier
{
    /// <summary>The points that no other point dominates; of equal points all are.</summary>
    /// <param name="points">One row of objective values per point, as they are.</param>
    /// <param name="objectives">One for each column.</param>
    /// <returns>Indices of rows, ascending.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<double[]> points, IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(objectives);
        if (points.Any(p => p.Length != objectives.Count))
        {
            throw new ArgumentException("A point needs one value for each objective.", nameof(points));
        }

        return ParetoFront.Of([.. points.Select(p => p.Zip(objectives, (value, objective) => objective.Cost(value)).ToArray())]);
    }

    /// <summary>The measured and feasible candidates that no other such candidate dominates.</summary>
    /// <param name="problem">Says what is feasible and what is better.</param>
    /// <param name="candidates">Architectures and their answers; <see langword="null"/> for a failed one or one without an answer.</param>
    /// <returns>Indices of candidates, ascending.</returns>
    public static IReadOnlyList<int> Of(
        SearchProblem problem,
        IReadOnlyList<(Architecture Architecture, MetricValues? Values)> candidates)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(candidates);
        var feasible = new List<int>();
        var costs = new List<double[]>();
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Values is { } values && problem.IsFeasible(candidates[i].Architecture, values))
            {
                feasible.Add(i);
                costs.Add(problem.Costs(candidates[i].Architecture, values));
            }
        }

        return [.. ParetoFront.Of(costs).Select(i => feasible[i])];
    }
}
