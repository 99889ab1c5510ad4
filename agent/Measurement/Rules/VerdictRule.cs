using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Rules;

/// <summary>Whether a latency can be trusted.</summary>
internal static class VerdictRule
{
    /// <summary>With fewer rounds there is no result at all.</summary>
    public const int FewestUsableRounds = 3;

    /// <summary>The verdict, from why the rounds ended and what the reference did meanwhile.</summary>
    public static Verdict Of(StopDecision end, bool slowedDown) => (end, slowedDown) switch
    {
        (StopDecision.TimeExhausted, _) => Verdict.TimedOut,
        (_, true) => Verdict.Throttled,
        (StopDecision.MarginReached, _) => Verdict.Trusted,
        _ => Verdict.Noisy,
    };
}
