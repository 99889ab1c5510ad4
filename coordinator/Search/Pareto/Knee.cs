using Lts.Domain.Metrics;

namespace Lts.Search.Pareto;

/// <summary>Where a frontier bends most: beyond it, a little more of one objective costs much of the others.</summary>
public static class Knee
{
    /// <summary>
    /// The point farthest from the line between the frontier's ends, on the side of the ideal (I. Das, "On characterizing the 'knee' of the
    /// Pareto curve", 1999, with the distance to a line in place of that to a hyperplane).
    /// </summary>
    /// <remarks>
    /// Every objective is turned into a cost and scaled to [0, 1] over the frontier; one that is constant is 0. The ends are a, the point that is
    /// best in the first objective, and b, the one that is worst in it (of equals the one with the lower sum of costs, then the first). For a point p, with
    /// u = (b − a) / |b − a| and r = (p − a) − ((p − a) · u) u, the distance is |r|, negative where the sum of r's components is positive: such a
    /// point bends away from the ideal. Of equal distances the first point wins; where no point lies on the ideal's side, that is the first on the line.
    /// </remarks>
    /// <param name="points">One row of objective values per point, as they are; at least one, none dominated by another.</param>
    /// <param name="objectives">One for each column.</param>
    /// <returns>Index of the row.</returns>
    public static int Of(IReadOnlyList<double[]> points, IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(objectives);
        if (points.Count == 0 || objectives.Count == 0 || points.Any(p => p.Length != objectives.Count))
        {
            throw new ArgumentException("There must be a point, and each needs one value for each objective.", nameof(points));
        }

        double[][] costs = Scale([.. points.Select(p => p.Zip(objectives, (value, objective) => objective.Cost(value)).ToArray())]);
        double[] a = costs.OrderBy(c => c[0]).ThenBy(c => c.Sum()).First();
        double[] b = costs.OrderByDescending(c => c[0]).ThenBy(c => c.Sum()).First();
        double[] along = [.. b.Zip(a, (x, y) => x - y)];
        double length = Math.Sqrt(Dot(along, along));
        double[] unit = length > 0 ? [.. along.Select(x => x / length)] : along;

        // A tie within rounding goes to the first, so that the same frontier in other units has the same knee.
        const double Tolerance = 1e-12;
        int knee = 0;
        double farthest = double.NegativeInfinity;
        for (int i = 0; i < costs.Length; i++)
        {
            double distance = Distance(costs[i], a, unit);
            if (distance > farthest + Tolerance)
            {
                (knee, farthest) = (i, distance);
            }
        }

        return knee;
    }

    private static double Distance(double[] point, double[] a, double[] unit)
    {
        double[] from = [.. point.Zip(a, (x, y) => x - y)];
        double projection = Dot(from, unit);
        double[] rest = [.. from.Zip(unit, (x, u) => x - (projection * u))];
        double distance = Math.Sqrt(Dot(rest, rest));
        return rest.Sum() > 0 ? -distance : distance;
    }

    private static double[][] Scale(double[][] costs)
    {
        for (int column = 0; column < costs[0].Length; column++)
        {
            double low = costs.Min(c => c[column]);
            double range = costs.Max(c => c[column]) - low;
            foreach (var cost in costs)
            {
                cost[column] = range > 0 ? (cost[column] - low) / range : 0;
            }
        }

        return costs;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
