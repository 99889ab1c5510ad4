namespace Lts.Domain.Measurements;

/// <summary>Whether a latency can be trusted, and if not, why.</summary>
public enum Verdict
{
    /// <summary>The interval reached the margin asked for.</summary>
    Trusted = 1,

    /// <summary>The rounds ran out before it did.</summary>
    Noisy = 2,

    /// <summary>The reference slowed down for good during the measurement.</summary>
    Throttled = 3,

    /// <summary>The time limit came first; what was measured until then is reported.</summary>
    TimedOut = 4,
}
