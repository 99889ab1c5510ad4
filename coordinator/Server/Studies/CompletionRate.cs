namespace Lts.Coordinator.Studies;

/// <summary>Estimates the time left from the pace of the last completions. Pure. Not thread-safe.</summary>
internal sealed class CompletionRate
{
    private const int Window = 50;

    private readonly Queue<DateTimeOffset> _times = [];

    /// <summary>One more is complete.</summary>
    public void Add(DateTimeOffset time)
    {
        _times.Enqueue(time);
        if (_times.Count > Window)
        {
            _times.Dequeue();
        }
    }

    /// <summary>Time for a number of further completions; <see langword="null"/> before two are known.</summary>
    /// <param name="count">How many are left.</param>
    /// <param name="now">A pause since the last completion slows the pace down.</param>
    public TimeSpan? TimeFor(int count, DateTimeOffset now)
    {
        if (count <= 0)
        {
            return TimeSpan.Zero;
        }

        if (_times.Count < 2 || now <= _times.Peek())
        {
            return null;
        }

        return (now - _times.Peek()) / (_times.Count - 1) * count;
    }
}
