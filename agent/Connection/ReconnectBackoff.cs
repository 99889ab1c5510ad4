namespace Lts.Agent.Connection;

/// <summary>
/// Decides how long to wait before the next try: the limit doubles from <paramref name="first"/> to <paramref name="longest"/>, and the wait
/// is drawn from the upper half of it, so that a fleet does not come back in step.
/// </summary>
/// <param name="first">Limit of the first wait.</param>
/// <param name="longest">Limit of every wait.</param>
/// <param name="jitter">Seeded generator.</param>
internal sealed class ReconnectBackoff(TimeSpan first, TimeSpan longest, Random jitter)
{
    private readonly TimeSpan _first = first;
    private TimeSpan _limit = first;

    /// <summary>The wait before the next try.</summary>
    public TimeSpan Next()
    {
        var wait = _limit * (0.5 + (jitter.NextDouble() / 2));
        _limit = _limit * 2 < longest ? _limit * 2 : longest;
        return wait;
    }

    /// <summary>Starts over: the last try succeeded.</summary>
    public void Reset() => _limit = _first;
}
