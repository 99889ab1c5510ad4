using Lts.Domain.Metrics;
using Lts.Domain.Studies;

namespace Lts.Search;

/// <summary>Says what is wrong with a search, all of it at once.</summary>
public static class SearchProblemValidator
{
    /// <summary>Checks objectives, constraints, limits and the algorithm's settings; the space has a validation of its own.</summary>
    /// <returns>One message per error, beginning with the field's name in a study file; empty when all is well.</returns>
    public static IReadOnlyList<string> Validate(SearchProblem problem, SearchAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(algorithm);
        return
        [
            .. ObjectiveErrors(problem),
            .. ConstraintErrors(problem),
            .. problem.MaxCandidates is { } max ? FieldChecks.Count("max_candidates", max, min: 1) : [],
            .. AlgorithmTable.Errors(problem, algorithm),
        ];
    }

    private static IEnumerable<string> ObjectiveErrors(SearchProblem problem)
    {
        if (problem.Objectives.IsEmpty)
        {
            yield return "objectives must name at least one metric.";
        }

        var seen = new HashSet<Metric>();
        for (int i = 0; i < problem.Objectives.Length; i++)
        {
            var (metric, direction) = problem.Objectives[i];
            if (MetricError($"objectives[{i}]", metric, seen) is { } error)
            {
                yield return error;
            }

            if (!Enum.IsDefined(direction))
            {
                yield return $"objectives[{i}].direction must be minimize or maximize.";
            }
        }
    }

    private static IEnumerable<string> ConstraintErrors(SearchProblem problem)
    {
        var seen = new HashSet<Metric>();
        for (int i = 0; i < problem.Constraints.Length; i++)
        {
            string field = $"constraints[{i}]";
            var (metric, min, max) = problem.Constraints[i];
            if (MetricError(field, metric, seen) is { } error)
            {
                yield return error;
            }

            if (min is null && max is null)
            {
                yield return $"{field} must have a min, a max or both.";
            }

            if (min is { } low && !double.IsFinite(low))
            {
                yield return $"{field}.min must be a finite number, not {low}.";
            }

            // Every metric is a count, a time or a size.
            if (max is { } high && !(double.IsFinite(high) && high >= 0))
            {
                yield return $"{field}.max must be a finite number of at least 0, not {high}.";
            }

            if (min > max)
            {
                yield return $"{field}.min {min} is more than its max {max}.";
            }
        }
    }

    private static string? MetricError(string field, Metric metric, HashSet<Metric> seen) =>
        seen.Add(metric) ? null : $"{field}.metric {metric.Name} is named twice.";
}
