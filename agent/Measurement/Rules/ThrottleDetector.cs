namespace Lts.Agent.Measurement.Rules;

/// <summary>
/// Sees from the reference's times alone whether the device slowed down for good while it was measured: heat, or a frequency that fell.
/// A burst of other work passes; throttling stays. So the last third of the rounds must be slower than the first beyond all noise
/// (its 10th percentile above the first's 90th), by a fifth in the median, and the rounds must span the seconds that heat takes.
/// </summary>
internal static class ThrottleDetector
{
    private const int FewestRounds = 15;
    private const double FewestMs = 3000;
    private const double Slowdown = 1.2;

    /// <summary>Whether the device slowed down for good.</summary>
    /// <param name="candidateMs">The candidate's times in milliseconds, one a round.</param>
    /// <param name="referenceMs">The reference's, of the same rounds.</param>
    public static bool SlowedDown(ReadOnlySpan<double> candidateMs, ReadOnlySpan<double> referenceMs)
    {
        if (referenceMs.Length < FewestRounds || Sum(candidateMs) + Sum(referenceMs) < FewestMs)
        {
            return false;
        }

        var third = referenceMs.Length / 3;
        var first = referenceMs[..third];
        var last = referenceMs[^third..];
        return Quantile.Of(last, 0.1) > Quantile.Of(first, 0.9) && Quantile.Of(last, 0.5) > Slowdown * Quantile.Of(first, 0.5);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
