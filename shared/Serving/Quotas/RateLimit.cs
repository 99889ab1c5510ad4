namespace Lts.Serving.Quotas;

/// <summary>How often something may happen by key, for example by address. Safe for threads, and bounded in memory however many keys come.</summary>
/// <param name="perSecond">How often in a second, in the long run.</param>
/// <param name="burst">How often at once.</param>
/// <param name="time">Rates and deadlines go by its uptime, which nobody can set.</param>
public sealed class RateLimit(double perSecond, int burst, TimeProvider time)
{
    private const int MostKeys = 10_000;
    private static readonly TimeSpan TidyInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Whoever comes when there is no room for more keys shares this one.</summary>
    private readonly TokenBucket _others = new(perSecond, burst);

    private TimeSpan _tidyAt;

    /// <summary>Whether it may happen once more now; if so, it is counted.</summary>
    public bool TryTake(string key)
    {
        var now = time.GetElapsedTime(0);
        lock (_gate)
        {
            if (!_buckets.TryGetValue(key, out var bucket))
            {
                Tidy(now);
                bucket = _others;
                if (_buckets.Count < MostKeys)
                {
                    _buckets.Add(key, bucket = new TokenBucket(perSecond, burst));
                }
            }

            return bucket.TryTake(now);
        }
    }

    private void Tidy(TimeSpan now)
    {
        if (_buckets.Count < MostKeys || now < _tidyAt)
        {
            return;
        }

        _tidyAt = now + TidyInterval;
        foreach (string key in _buckets.Where(entry => entry.Value.IsFullAt(now)).Select(entry => entry.Key).ToList())
        {
            _buckets.Remove(key);
        }
    }
}
