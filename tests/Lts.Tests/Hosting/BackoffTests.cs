using Lts.Hosting;

namespace Lts.Tests.Hosting;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    [Fact]
    public void WithJitter_DoublesUpToItsLimitAndStaysInTheUpperHalf()
    {
        var backoff = new Backoff(First, Longest, new Random(3));

        foreach (var limit in new[] { 1, 2, 4, 8, 8, 8 })
        {
            Assert.InRange(backoff.Next().TotalSeconds, limit / 2.0, limit);
        }

        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void OneSeed_GivesOneSeriesOfWaits()
    {
        var (one, other) = (new Backoff(First, Longest, new Random(7)), new Backoff(First, Longest, new Random(7)));

        Assert.Equal(Enumerable.Range(0, 10).Select(_ => one.Next()), Enumerable.Range(0, 10).Select(_ => other.Next()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(int.MaxValue, 8)]
    public void Limit_GrowsWithFailuresUpToTheLongest(int failures, double seconds) =>
        Assert.Equal(seconds, Backoff.Limit(First, Longest, failures).TotalSeconds);
}
