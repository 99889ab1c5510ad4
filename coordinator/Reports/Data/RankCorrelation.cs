namespace Lts.Reports.Data;

/// <summary>Spearman's rank correlation: how well one number's order predicts another's.</summary>
internal static class RankCorrelation
{
    /// <summary>
    /// Pearson's correlation of the ranks, where equal values share the mean of theirs (Spearman 1904; with ties as in Kendall 1948): 1 for the
    /// same order, -1 for the opposite one.
    /// </summary>
    /// <param name="pairs">The two numbers of each thing.</param>
    /// <returns><see langword="null"/> when it has no value: fewer than two pairs, or one of the numbers is the same for all.</returns>
    public static double? Spearman(IReadOnlyList<(double First, double Second)> pairs)
    {
        double[] first = Ranks([.. pairs.Select(p => p.First)]);
        double[] second = Ranks([.. pairs.Select(p => p.Second)]);
        double middle = (pairs.Count + 1) / 2.0;
        double together = first.Zip(second, (a, b) => (a - middle) * (b - middle)).Sum();
        double spread = Math.Sqrt(first.Sum(a => (a - middle) * (a - middle)) * second.Sum(b => (b - middle) * (b - middle)));
        return spread > 0 ? together / spread : null;
    }

    /// <summary>Ranks from 1, equal values sharing the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        var ranks = new double[values.Length];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }
}
