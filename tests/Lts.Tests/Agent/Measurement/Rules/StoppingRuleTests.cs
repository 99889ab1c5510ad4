using Lts.Agent.Measurement.Rules;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class StoppingRuleTests
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void QuietSeries_StopsAtTheFewestRounds() =>
        Assert.Equal((StopDecision.MarginReached, 10), Play(Noise(share: 0.001), new StoppingRule(10, 200, 0.02, TimeSpan.FromMinutes(1))));

    [Fact]
    public void NoisySeries_NeedsMoreRounds()
    {
        var (decision, rounds) = Play(Noise(share: 0.1), new StoppingRule(10, 2000, 0.02, TimeSpan.FromMinutes(1)));
        Assert.Equal(StopDecision.MarginReached, decision);
        Assert.InRange(rounds, 30, 500);
    }

    [Fact]
    public void SeriesTooNoisyForTheMargin_StopsAtTheMostRounds() =>
        Assert.Equal((StopDecision.RoundsExhausted, 40), Play(Noise(share: 0.5), new StoppingRule(10, 40, 0.001, TimeSpan.FromMinutes(1))));

    [Fact]
    public void TimeLimit_IsNotPassed_ByTheLongestRoundSeen() =>
        Assert.Equal(
            (StopDecision.TimeExhausted, 9), Play(Noise(share: 0.5), new StoppingRule(10, 40, 0.001, TimeSpan.FromMilliseconds(95))));

    [Fact]
    public void OutliersInAFifthOfTheRounds_DoNotKeepItFromStopping()
    {
        var random = new Random(3);
        var (decision, _) = Play(
            () => random.NextDouble() < 0.2 ? 5 : 1 + (0.005 * random.NextDouble()),
            new StoppingRule(10, 200, 0.02, TimeSpan.FromMinutes(1)));
        Assert.Equal(StopDecision.MarginReached, decision);
    }

    private static (StopDecision Decision, int Rounds) Play(Func<double> nextRatio, StoppingRule rule)
    {
        var ratios = new List<double>();
        while (true)
        {
            ratios.Add(nextRatio());
            var decision = rule.Decide(ratios.ToArray(), Round * ratios.Count, Round);
            if (decision != StopDecision.Continue)
            {
                return (decision, ratios.Count);
            }
        }
    }

    private static Func<double> Noise(double share)
    {
        var random = new Random(11);
        return () => 1 + (share * ((2 * random.NextDouble()) - 1));
    }
}
