using Lts.Serving.Quotas;
using Lts.Tests.Support;

namespace Lts.Tests.Serving.Quotas;

public sealed class QuotaTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Bucket_GivesItsBurst_ThenItsRate()
    {
        var bucket = new TokenBucket(perSecond: 10, capacity: 3);
        var now = TimeSpan.FromHours(1);
        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => bucket.TryTake(now)));

        var wait = bucket.WaitAt(now);

        Assert.InRange(wait, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(102));
        Assert.False(bucket.TryTake(now + (wait / 2)));
        Assert.True(bucket.TryTake(now + wait));
        now += TimeSpan.FromDays(1);
        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => bucket.TryTake(now)));
    }

    [Fact]
    public void Rate_IsCountedByKey()
    {
        var rate = new RateLimit(perSecond: 1, burst: 2, _clock);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => rate.TryTake("a")));
        Assert.True(rate.TryTake("b"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => rate.TryTake("a")));
    }

    /// <summary>A stranger with very many addresses takes neither memory nor other people's turns; what is forgotten is what had its full burst again.</summary>
    [Fact]
    public void Rate_OfVeryManyKeys_IsOneForThoseThatCameLate()
    {
        var rate = new RateLimit(perSecond: 1, burst: 1, _clock);
        Assert.True(rate.TryTake("early"));

        Assert.Equal(10_000, Enumerable.Range(0, 30_000).Count(i => rate.TryTake($"{i}")));
        Assert.False(rate.TryTake("early"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => rate.TryTake("late")));
    }

    [Fact]
    public void Count_IsHeldByKeyAndInAll_AndGivenBackOnce()
    {
        var limit = new CountLimit(perKey: 2, all: 4);
        var first = limit.TryEnter("a");
        Assert.NotNull(limit.TryEnter("a"));
        Assert.Null(limit.TryEnter("a"));
        Assert.NotNull(limit.TryEnter("a", countsInAllOnly: true));
        Assert.NotNull(limit.TryEnter("b"));
        Assert.Null(limit.TryEnter("b")); // four in all

        first!.Dispose();
        first.Dispose();

        Assert.NotNull(limit.TryEnter("b"));
        Assert.Null(limit.TryEnter("b"));
    }
}
