using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;

namespace Lts.Search;

/// <summary>What to look for, apart from how. <see cref="SearchProblemValidator"/> says whether it makes sense.</summary>
/// <param name="Space">Where to look; already validated.</param>
/// <param name="Objectives">What is better; at least one, each metric at most once.</param>
/// <param name="Constraints">What is allowed; each metric at most once.</param>
/// <param name="Seed">Seed of every random decision: equal problems with equal answers make equal searches.</param>
/// <param name="MaxCandidates">Most architectures proposed; <see langword="null"/> leaves the end to the algorithm.</param>
public sealed record SearchProblem(
    SearchSpace Space,
    ImmutableArray<Objective> Objectives,
    ImmutableArray<RangeConstraint> Constraints,
    long Seed,
    int? MaxCandidates)
{
    /// <summary>What is better.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = Objectives.IsDefault ? [] : Objectives;

    /// <summary>What is allowed.</summary>
    public ImmutableArray<RangeConstraint> Constraints { get; init; } = Constraints.IsDefault ? [] : Constraints;

    /// <summary>Whether an architecture meets every constraint that needs no measurement.</summary>
    public bool MeetsCheapConstraints(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return MeetsCheapConstraints(architecture, architecture.Parameters);
    }

    /// <summary>Whether a measured architecture meets every constraint, and its objectives are finite numbers.</summary>
    public bool IsFeasible(Architecture architecture, MetricValues values)
    {
        foreach (var constraint in Constraints)
        {
            if (!constraint.Allows(constraint.Metric.ValueOf(architecture, values)))
            {
                return false;
            }
        }

        return Array.TrueForAll(ObjectiveValues(architecture, values), double.IsFinite);
    }

    /// <summary>The values of the objectives, in their order and as they are: not negated, not normalised.</summary>
    public double[] ObjectiveValues(Architecture architecture, MetricValues values)
    {
        var result = new double[Objectives.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Objectives[i].Metric.ValueOf(architecture, values);
        }

        return result;
    }

    /// <summary>The objectives as something to minimise, in their order.</summary>
    internal double[] Costs(Architecture architecture, MetricValues values) =>
        [.. Objectives.Select(o => o.Cost(o.Metric.ValueOf(architecture, values)))];

    /// <summary>The same, for a caller who has counted the parameters.</summary>
    internal bool MeetsCheapConstraints(Architecture architecture, ParameterCount parameters)
    {
        foreach (var constraint in Constraints)
        {
            if (!constraint.Metric.IsMeasured && !constraint.Allows(constraint.Metric.ValueOf(architecture, parameters)))
            {
                return false;
            }
        }

        return true;
    }
}
