using Lts.Agent.Measurement.Rules;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class MedianIntervalTests
{
    // Ranks from the table of Conover, Practical Nonparametric Statistics: 95 % intervals of a median.
    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(10, 2)]
    [InlineData(20, 6)]
    [InlineData(50, 18)]
    [InlineData(100, 40)]
    public void Rank_IsTheTables(int count, int rank) => Assert.Equal(rank, MedianInterval.RankOf(count));

    [Fact]
    public void Rank_ByNormalApproximation_ContinuesTheExactOne() =>
        Assert.InRange(MedianInterval.RankOf(1001) - MedianInterval.RankOf(1000), 0, 1);

    [Fact]
    public void Interval_OfFewSamples_IsTheirRange() =>
        Assert.Equal(new MedianInterval(2, 1, 9), MedianInterval.Of([2, 9, 1]));

    [Fact]
    public void Interval_HoldsTheTrueMedian_AsOftenAsPromised()
    {
        var random = new Random(7);
        var held = 0;
        const int trials = 2000;
        var samples = new double[25];
        for (var t = 0; t < trials; t++)
        {
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = -Math.Log(1 - random.NextDouble()); // exponential: skewed, median ln 2
            }

            var interval = MedianInterval.Of(samples);
            held += interval.Low <= Math.Log(2) && Math.Log(2) <= interval.High ? 1 : 0;
        }

        Assert.InRange(held / (double)trials, 0.94, 0.99);
    }
}
