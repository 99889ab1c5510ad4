namespace Lts.Agent.Measurement.Rules;

/// <summary>Quantiles by linear interpolation between the two nearest samples.</summary>
internal static class Quantile
{
    /// <summary>A quantile of samples in any order.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="share">From 0, the smallest, to 1, the largest.</param>
    public static double Of(ReadOnlySpan<double> samples, double share)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    /// <summary>A quantile of ascending samples.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
