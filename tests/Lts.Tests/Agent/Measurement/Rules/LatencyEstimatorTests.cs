using Lts.Agent.Measurement.Rules;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class LatencyEstimatorTests
{
    [Fact]
    public void SlowMachine_CancelsOut()
    {
        double[] slowdown = [1, 1, 1.4, 1.4, 1.4, 2, 2, 1, 1, 1];
        double[] candidate = [.. slowdown.Select(s => 30 * s)];
        double[] reference = [.. slowdown.Select(s => 10 * s)];

        var latency = LatencyEstimator.Estimate(candidate, reference, calibratedMs: 8);

        Assert.Equal(3, latency.Ratio, 12);
        Assert.Equal(24, latency.LatencyMs, 12);
        Assert.Equal(24, latency.LowMs, 12);
        Assert.Equal(24, latency.HighMs, 12);
        Assert.Equal(8, latency.ReferenceMs);
        Assert.Equal(10, latency.Rounds);
    }

    [Fact]
    public void RawFigures_AreOfTheCandidateAlone()
    {
        var latency = LatencyEstimator.Estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1);
        Assert.Equal((6, 10, 1), (latency.P50Ms, latency.P90Ms, latency.MinMs));
        Assert.Equal([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], latency.CandidateSamplesMs.ToArray());
    }
}
