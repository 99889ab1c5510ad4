namespace Lts.Serving.Quotas;

/// <summary>How many of something there may be at a time, by key and in all. Safe for threads.</summary>
/// <param name="perKey">Most of one key, for example an address.</param>
/// <param name="all">Most of all keys together.</param>
public sealed class CountLimit(int perKey, int all)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Counts one more until it is disposed of.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="countsInAllOnly">Whether it is not held against its key.</param>
    /// <returns><see langword="null"/> when there are too many already.</returns>
    public IDisposable? TryEnter(string key, bool countsInAllOnly = false)
    {
        lock (_gate)
        {
            int count = _counts.GetValueOrDefault(key);
            if (_all >= all || (!countsInAllOnly && count >= perKey))
            {
                return null;
            }

            _counts[key] = count + 1;
            _all++;
            return new Entry(this, key);
        }
    }

    private void Leave(string key)
    {
        lock (_gate)
        {
            _all--;
            if (--_counts[key] == 0)
            {
                _counts.Remove(key);
            }
        }
    }

    private sealed class Entry(CountLimit limit, string key) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                limit.Leave(key);
            }
        }
    }
}
