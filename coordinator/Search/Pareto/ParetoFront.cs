namespace Lts.Search.Pareto;

/// <summary>
/// Pareto dominance over rows of costs: every column is to be minimised. A row dominates another that it beats in one column and
/// equals or beats in all others; equal rows do not dominate each other.
/// </summary>
public static class ParetoFront
{
    /// <summary>Whether <paramref name="first"/> dominates <paramref name="second"/>.</summary>
    public static bool Dominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        bool better = false;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] > second[i])
            {
                return false;
            }

            better |= first[i] < second[i];
        }

        return better;
    }

    /// <summary>Indices, ascending, of the rows that no other row dominates.</summary>
    /// <param name="costs">Rows of equal length without NaN.</param>
    public static int[] Of(IReadOnlyList<double[]> costs)
    {
        var front = new List<int>();
        foreach (int row in InLexicographicOrder(costs))
        {
            if (!IsDominated(costs, front, row))
            {
                front.Add(row);
            }
        }

        front.Sort();
        return [.. front];
    }

    /// <summary>
    /// Non-dominated sorting: the rank of each row, 0 for the front, 1 for the front of what remains without it, and so on. By ENS-BS of
    /// Zhang, Tian, Cheng and Jin (2015): in lexicographic order a row is placed by binary search over the fronts found so far.
    /// </summary>
    /// <param name="costs">Rows of equal length without NaN.</param>
    public static int[] Ranks(IReadOnlyList<double[]> costs)
    {
        var fronts = new List<List<int>>();
        int[] ranks = new int[costs.Count];
        foreach (int row in InLexicographicOrder(costs))
        {
            int low = 0;
            int high = fronts.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = IsDominated(costs, fronts[middle], row) ? (middle + 1, high) : (low, middle);
            }

            if (low == fronts.Count)
            {
                fronts.Add([]);
            }

            fronts[low].Add(row);
            ranks[row] = low;
        }

        return ranks;
    }

    /// <summary>In this order no row is dominated by a later one, so that looking back is enough.</summary>
    private static int[] InLexicographicOrder(IReadOnlyList<double[]> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        foreach (double[] row in costs)
        {
            if (row.Length != costs[0].Length || Array.Exists(row, double.IsNaN))
            {
                throw new ArgumentException("Rows must have one length, at least 1, and no NaN.", nameof(costs));
            }
        }

        int[] order = [.. Enumerable.Range(0, costs.Count)];
        Array.Sort(order, (a, b) => costs[a].AsSpan().SequenceCompareTo(costs[b]) is var c and not 0 ? c : a.CompareTo(b));
        return order;
    }

    private static bool IsDominated(IReadOnlyList<double[]> costs, List<int> front, int row)
    {
        // Of two columns the second falls along the front, so its last member dominates whatever any member does.
        int first = costs[row].Length == 2 ? Math.Max(0, front.Count - 1) : 0;
        for (int i = front.Count - 1; i >= first; i--)
        {
            if (Dominates(costs[front[i]], costs[row]))
            {
                return true;
            }
        }

        return false;
    }
}
