namespace Lts.Agent.Measurement.Rules;

/// <summary>
/// Answers one question: another round? It sees only numbers, so it is tested without a clock. The interval is looked at after
/// <paramref name="MinRounds"/> and then each time a tenth more rounds have been run, not after every one: whoever looks all the time
/// stops at a lucky moment more often than the 95 % promise.
/// </summary>
/// <param name="MinRounds">Rounds before the first look at the interval.</param>
/// <param name="MaxRounds">Rounds after which it stops in any case.</param>
/// <param name="RelativeMargin">Half-width of the interval of the median ratio to stop at, as a share of it.</param>
/// <param name="TimeLimit">Time for all rounds together.</param>
internal sealed record StoppingRule(int MinRounds, int MaxRounds, double RelativeMargin, TimeSpan TimeLimit)
{
    private const double Growth = 1.1;

    private int _nextLook = MinRounds;

    /// <summary>Decides after a round.</summary>
    /// <param name="ratios">Candidate time / reference time, one a round.</param>
    /// <param name="elapsed">Time since the first round began.</param>
    /// <param name="longestRound">The longest round so far.</param>
    public StopDecision Decide(ReadOnlySpan<double> ratios, TimeSpan elapsed, TimeSpan longestRound)
    {
        if (ratios.Length >= _nextLook)
        {
            _nextLook = Math.Max(ratios.Length + 1, (int)Math.Ceiling(ratios.Length * Growth));
            if (MedianInterval.Of(ratios).RelativeHalfWidth <= RelativeMargin)
            {
                return StopDecision.MarginReached;
            }
        }

        return ratios.Length >= MaxRounds ? StopDecision.RoundsExhausted
            : elapsed + longestRound > TimeLimit ? StopDecision.TimeExhausted
            : StopDecision.Continue;
    }
}
