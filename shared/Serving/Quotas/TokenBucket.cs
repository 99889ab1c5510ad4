namespace Lts.Serving.Quotas;

/// <summary>How often something may happen: a bucket of tokens that fills steadily. Reads no clock, and is not safe for threads.</summary>
public sealed class TokenBucket
{
    private readonly double _perSecond;
    private readonly double _capacity;
    private double _tokens;
    private TimeSpan? _last;

    /// <summary>A full bucket.</summary>
    /// <param name="perSecond">Tokens that come in a second.</param>
    /// <param name="capacity">Tokens that it holds: how much may happen at once.</param>
    public TokenBucket(double perSecond, double capacity) => (_perSecond, _capacity, _tokens) = (perSecond, capacity, capacity);

    /// <summary>Takes a token, if there is one.</summary>
    /// <param name="now">Of a clock that only goes forward.</param>
    public bool TryTake(TimeSpan now)
    {
        Fill(now);
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>How long it is until there is a token; zero when there is one.</summary>
    /// <param name="now">Of a clock that only goes forward.</param>
    public TimeSpan WaitAt(TimeSpan now)
    {
        Fill(now);
        return _tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / _perSecond) + TimeSpan.FromMilliseconds(1); // never a breath too early
    }

    /// <summary>Whether it is as if nothing had ever happened.</summary>
    /// <param name="now">Of a clock that only goes forward.</param>
    public bool IsFullAt(TimeSpan now)
    {
        Fill(now);
        return _tokens >= _capacity;
    }

    private void Fill(TimeSpan now)
    {
        _tokens = Math.Min(_capacity, _tokens + ((now - (_last ?? now)).TotalSeconds * _perSecond));
        _last = now;
    }
}
