using System.Collections.Immutable;
using Lts.Domain.Metrics;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Reports.Data;

/// <summary>How a target's hypervolume grew.</summary>
internal static class HypervolumeHistory
{
    /// <summary>
    /// A point for each candidate that changed the hypervolume, and one for the last candidate that was settled. There is none before the
    /// first generation is complete, because it decides the reference point.
    /// </summary>
    /// <param name="problem">Says what is feasible and what is better.</param>
    /// <param name="target">The candidates, and what the coordinator says of all of them.</param>
    /// <param name="isSample">Whether some are left out: then it is not known how the hypervolume grew, and there is the last point only.</param>
    public static ImmutableArray<HypervolumePoint> Of(SearchProblem problem, ReportTarget target, bool isSample = false)
    {
        if (isSample)
        {
            return target.HasReferencePoint ? [new HypervolumePoint(target.MeasuredCount + target.FailedCount, target.Hypervolume)] : [];
        }

        var tracker = new HypervolumeTracker(problem);
        var points = ImmutableArray.CreateBuilder<HypervolumePoint>();
        int settled = 0;
        foreach (var generation in target.Candidates.GroupBy(c => c.Generation).OrderBy(g => g.Key))
        {
            foreach (var candidate in generation.Where(c => c.Outcome is not null))
            {
                settled++;
                tracker.Add(candidate.Architecture, MetricValues.OfOutcome(candidate.Outcome));
                AddIfChanged(points, settled, tracker);
            }

            if (generation.All(c => c.Outcome is not null))
            {
                tracker.CompleteGeneration();
                AddIfChanged(points, settled, tracker);
            }
        }

        if (points.Count > 0 && points[^1].SettledCount < settled)
        {
            points.Add(new HypervolumePoint(settled, tracker.Value));
        }

        return points.ToImmutable();
    }

    private static void AddIfChanged(ImmutableArray<HypervolumePoint>.Builder points, int settled, HypervolumeTracker tracker)
    {
        if (tracker.HasReference && (points.Count == 0 || points[^1].Hypervolume < tracker.Value))
        {
            points.Add(new HypervolumePoint(settled, tracker.Value));
        }
    }
}
