using Lts.Agent.Measurement.Rules;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class ThrottleDetectorTests
{
    private const int Rounds = 60;

    [Fact]
    public void SteadyDevice_IsNotThrottled() => Assert.False(Detect(_ => 1));

    [Fact]
    public void SlowerForGood_IsThrottled() => Assert.True(Detect(i => i < 30 ? 1 : 1.6));

    [Fact]
    public void SlowlyHotter_IsThrottled() => Assert.True(Detect(i => 1 + (0.8 * i / Rounds)));

    [Fact]
    public void BurstThatPasses_IsNot() => Assert.False(Detect(i => i is > 20 and < 45 ? 2 : 1));

    [Fact]
    public void BurstAtTheEnd_ThatLeavesSomeRoundsFast_IsNot() => Assert.False(Detect(i => i > 45 && i % 3 != 0 ? 2 : 1));

    [Fact]
    public void NoiseFromRoundToRound_IsNot() => Assert.False(Detect(i => i % 2 == 0 ? 1 : 1.5));

    [Fact]
    public void RoundsTooShortForHeat_AreNotJudged() => Assert.False(Detect(i => i < 30 ? 1 : 1.6, roundMs: 1));

    private static bool Detect(Func<int, double> slowdown, double roundMs = 50)
    {
        var random = new Random(5);
        double[] reference = [.. Enumerable.Range(0, Rounds).Select(i => roundMs * slowdown(i) * (1 + (0.03 * random.NextDouble())))];
        return ThrottleDetector.SlowedDown(reference, reference);
    }
}
