namespace Lts.Hosting;

/// <summary>
/// How long to wait before the next try: the limit doubles with every failure in a row, up to a longest one. With a generator the wait is
/// drawn from the upper half of the limit, so that many who lost the same server do not come back in step. It reads no clock.
/// </summary>
/// <param name="first">The limit after the first failure.</param>
/// <param name="longest">The limit of every wait.</param>
/// <param name="jitter">A seeded generator; <see langword="null"/> waits the whole limit.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, Random? jitter = null)
{
    private int _failures;

    /// <summary>The limit after a number of failures in a row.</summary>
    /// <param name="first">The limit after the first failure.</param>
    /// <param name="longest">The largest limit.</param>
    /// <param name="failures">Failures in a row; after none there is no wait.</param>
    public static TimeSpan Limit(TimeSpan first, TimeSpan longest, int failures)
    {
        if (failures < 1)
        {
            return TimeSpan.Zero;
        }

        var seconds = first.TotalSeconds * Math.Pow(2, failures - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }

    /// <summary>Counts a failure, and says how long to wait before the next try.</summary>
    public TimeSpan Next()
    {
        _failures++;
        var limit = Limit(first, longest, _failures);
        return jitter is null ? limit : limit * (0.5 + (jitter.NextDouble() / 2));
    }

    /// <summary>Starts over: the last try succeeded.</summary>
    public void Reset() => _failures = 0;
}
