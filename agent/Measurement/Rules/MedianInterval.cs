namespace Lts.Agent.Measurement.Rules;

/// <summary>A median and the interval that holds it with 95 % confidence.</summary>
/// <param name="Median">The samples' median, in their unit.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
internal readonly record struct MedianInterval(double Median, double Low, double High)
{
    private const double Tail = 0.025;
    private const double NormalQuantile = 1.959964; // of 1 - Tail
    private const int MostForExactSum = 1000; // 2^-1000 is still a normal double

    /// <summary>The larger distance from the median to an end, as a share of the median.</summary>
    public double RelativeHalfWidth => Math.Max(High - Median, Median - Low) / Median;

    /// <summary>
    /// The interval between two order statistics, x(k) and x(n+1-k), with the largest k for which the number of samples below the true
    /// median, which is binomial(n, 1/2) whatever the distribution, is less than k with probability at most 2.5 %. Fewer than 6
    /// samples reach no 95 %; their range is given.
    /// </summary>
    /// <param name="samples">At least one, in any order.</param>
    public static MedianInterval Of(ReadOnlySpan<double> samples)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        var rank = Math.Max(1, RankOf(sorted.Length));
        return new MedianInterval(Quantile.OfSorted(sorted, 0.5), sorted[rank - 1], sorted[^rank]);
    }

    /// <summary>k, from 1; 0 when there are too few samples.</summary>
    internal static int RankOf(int count)
    {
        if (count > MostForExactSum)
        {
            return (int)Math.Floor((count - (NormalQuantile * Math.Sqrt(count))) / 2);
        }

        // P(binomial = j), from one j to the next.
        var probability = Math.Pow(2, -count);
        var below = probability;
        var rank = 0;
        while (below <= Tail && rank < count)
        {
            probability *= (double)(count - rank) / (rank + 1);
            rank++;
            below += probability;
        }

        return rank;
    }
}
