namespace Lts.Search.Pareto;

/// <summary>
/// The volume of what a set of points dominates within a reference point: the usual figure for how good a frontier is (Zitzler and Thiele,
/// 1998). Exact for any number of objectives; O(n log n) steps for two, a little more for three, each further one costs a factor n.
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

        return Volume([.. costs.Where(row => row.Zip(reference).All(pair => pair.First < pair.Second))], reference, reference.Length);
    }

    /// <summary>The volume in the first <paramref name="dimensions"/> coordinates of rows that are all within the reference.</summary>
    private static double Volume(ReadOnlySpan<double[]> rows, double[] reference, int dimensions) => (rows.Length, dimensions) switch
    {
        (0, _) => 0,
        (_, 1) => reference[0] - Least(rows),
        (_, 2) => Area(rows, reference),
        _ => Slices(rows, reference, dimensions),
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
    /// Cuts the volume along its last coordinate into slabs between neighbouring rows; a slab's cross-section is what the rows before it
    /// dominate. In three dimensions it is a staircase that grows by one row at a time (Beume, Fonseca et al., 2009).
    /// </summary>
    private static double Slices(ReadOnlySpan<double[]> rows, double[] reference, int dimensions)
    {
        int last = dimensions - 1;
        double[][] sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => a[last].CompareTo(b[last]));
        var stairs = new Staircase(reference[0], reference[1]);
        double volume = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double thickness = (i + 1 < sorted.Length ? sorted[i + 1][last] : reference[last]) - sorted[i][last];
            if (dimensions == 3)
            {
                stairs.Add(sorted[i][0], sorted[i][1]);
                volume += stairs.Area * thickness;
            }
            else if (thickness > 0)
            {
                volume += Volume(sorted.AsSpan(0, i + 1), reference, last) * thickness;
            }
        }

        return volume;
    }
}
