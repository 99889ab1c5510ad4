namespace Lts.Search.Pareto;

/// <summary>
/// The volume of what a set of points dominates within a reference point: the usual figure for how good a frontier is (Zitzler and Thiele,
/// 1998). Exact for any number of objectives; O(n log n) steps for two, a little more for three. From four on it is the sum of what each row
/// alone adds (WFG: While, Bradstreet and Barone, 2012).
/// </summary>
public static class Hypervolume
{
    /// <summary>The hypervolume of rows of costs; every column is to be minimised.</summary>
    /// <param name="costs">Rows as long as the reference, without NaN, in any order; dominated ones change nothing.</param>
    /// <param name="reference">The reference point. A row that is not less than it in every column contributes nothing.</param>
    public static double Of(IReadOnlyList<double[]> costs, double[] reference)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Length == 0 || !Array.TrueForAll(reference, double.IsFinite))
        {
            throw new ArgumentException("The reference point needs at least one coordinate, all of them finite.", nameof(reference));
        }

        if (costs.Any(row => row.Length != reference.Length || Array.Exists(row, double.IsNaN)))
        {
            throw new ArgumentException("Rows must be as long as the reference point and have no NaN.", nameof(costs));
        }

        return Volume([.. costs.Where(row => IsWithin(row, reference))], reference, reference.Length);
    }

    /// <summary>What one more row adds to the hypervolume of others; 0 when it is not within the reference.</summary>
    /// <param name="row">Its costs, one for each column.</param>
    /// <param name="others">Costs of each of the others; those beyond the reference count for nothing.</param>
    /// <param name="reference">The reference point.</param>
    internal static double Added(double[] row, IReadOnlyList<double[]> others, double[] reference) =>
        IsWithin(row, reference) ? Exclusive(row, [.. others.Where(other => IsWithin(other, reference))], reference, reference.Length) : 0;

    private static bool IsWithin(double[] row, double[] reference) => row.Zip(reference).All(pair => pair.First < pair.Second);

    /// <summary>The volume in the first <paramref name="dimensions"/> coordinates of rows that are all within the reference.</summary>
    private static double Volume(ReadOnlySpan<double[]> rows, double[] reference, int dimensions) => (rows.Length, dimensions) switch
    {
        (0, _) => 0,
        (_, 1) => reference[0] - Least(rows),
        (_, 2) => Area(rows, reference),
        (_, 3) => Slabs(rows, reference),
        _ => Shares(rows, reference, dimensions),
    };

    private static double Least(ReadOnlySpan<double[]> rows)
    {
        double least = double.PositiveInfinity;
        foreach (double[] row in rows)
        {
            least = Math.Min(least, row[0]);
        }

        return least;
    }

    private static double Area(ReadOnlySpan<double[]> rows, double[] reference)
    {
        var stairs = new Staircase(reference[0], reference[1]);
        foreach (double[] row in rows)
        {
            stairs.Add(row[0], row[1]);
        }

        return stairs.Area;
    }

    /// <summary>
    /// Cuts the volume along its third coordinate into slabs between neighbouring rows; a slab's cross-section is what the rows before it
    /// dominate: a staircase that grows by one row at a time (Beume, Fonseca et al., 2009).
    /// </summary>
    private static double Slabs(ReadOnlySpan<double[]> rows, double[] reference)
    {
        double[][] sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => a[2].CompareTo(b[2]));
        var stairs = new Staircase(reference[0], reference[1]);
        double volume = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double thickness = (i + 1 < sorted.Length ? sorted[i + 1][2] : reference[2]) - sorted[i][2];
            stairs.Add(sorted[i][0], sorted[i][1]);
            volume += stairs.Area * thickness;
        }

        return volume;
    }

    /// <summary>
    /// Adds up what each row dominates and no later one does. The last coordinate falls from row to row, so that within a row's box all later
    /// rows reach its end there: what they take from it is a volume of one dimension less.
    /// </summary>
    private static double Shares(ReadOnlySpan<double[]> rows, double[] reference, int dimensions)
    {
        int last = dimensions - 1;
        double[][] sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => b[last].CompareTo(a[last]));
        double volume = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            volume += (reference[last] - sorted[i][last]) * Exclusive(sorted[i], sorted.AsSpan(i + 1), reference, last);
        }

        return volume;
    }

    /// <summary>The volume of a row's box, less what others dominate of it, in the first coordinates.</summary>
    private static double Exclusive(double[] row, ReadOnlySpan<double[]> others, double[] reference, int dimensions)
    {
        double box = 1;
        for (int d = 0; d < dimensions; d++)
        {
            box *= reference[d] - row[d];
        }

        double[][] within = new double[others.Length][];
        for (int i = 0; i < others.Length; i++)
        {
            within[i] = new double[dimensions];
            for (int d = 0; d < dimensions; d++)
            {
                within[i][d] = Math.Max(row[d], others[i][d]);
            }
        }

        return box - Volume([.. ParetoFront.Of(within).Select(i => within[i])], reference, dimensions);
    }
}
