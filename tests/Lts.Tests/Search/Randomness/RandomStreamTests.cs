using Lts.Search.Randomness;

namespace Lts.Tests.Search.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void Bits_AreThoseOfTheSeed_OnEveryPlatform()
    {
        var random = new RandomStream(1, RandomPurpose.Sampling);

        // Computed by an independent implementation from the published definitions of SplitMix64 and xoshiro256**.
        Assert.Equal(
            [0x309714EC38D33B4C, 0x1BC11473D28024A0, 0xAA4F7BBEF2A5A194, 0xE418B571CCC48341],
            Enumerable.Range(0, 4).Select(_ => random.NextBits()));
    }

    [Fact]
    public void Streams_OfOtherPurposesAndSeeds_Differ()
    {
        var firsts = from purpose in Enum.GetValues<RandomPurpose>()
                     from seed in new long[] { long.MinValue, -1, 0, 1, 2, long.MaxValue }
                     select new RandomStream(seed, purpose).NextBits();

        Assert.Equal(30, firsts.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Indices_AreEquallyLikely(int count)
    {
        const int Draws = 60_000;
        var random = new RandomStream(7, RandomPurpose.Selection);
        int[] seen = new int[count];
        for (int i = 0; i < Draws; i++)
        {
            seen[random.NextIndex(count)]++;
        }

        // Five standard deviations of a binomial count.
        double expected = (double)Draws / count;
        Assert.All(seen, n => Assert.InRange(n, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
    }

    [Fact]
    public void Doubles_FillTheUnitInterval()
    {
        var random = new RandomStream(7, RandomPurpose.Selection);
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble())];

        Assert.All(draws, d => Assert.InRange(d, 0, Math.BitDecrement(1.0)));
        Assert.InRange(draws.Average(), 0.485, 0.515);
        Assert.InRange(draws.Min(), 0, 0.001);
        Assert.InRange(draws.Max(), 0.999, 1);
    }

    [Fact]
    public void Index_OfNothing_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, RandomPurpose.Sampling).NextIndex(0));
}
