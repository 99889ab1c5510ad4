using Lts.Trainer.Data.Batches;

namespace Lts.Tests.Trainer.Data;

public sealed class KeyedPermutationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(4_097)]
    public void EveryNumberComesOnce(long count)
    {
        for (var key = 0UL; key < 20; key++)
        {
            var order = new KeyedPermutation(count, key);
            var seen = new HashSet<long>();
            for (var i = 0L; i < count; i++)
            {
                Assert.InRange(order[i], 0, count - 1);
                Assert.True(seen.Add(order[i]));
            }
        }
    }

    /// <summary>Where an element lands is close to uniform: χ² of 16 cells over 1,600 keys stays below what chance exceeds once in 10⁵ times.</summary>
    [Fact]
    public void KeysShuffle()
    {
        const int cells = 16;
        const int keys = 1_600;
        var counts = new int[cells];
        for (var key = 0UL; key < keys; key++)
        {
            counts[new KeyedPermutation(1_000, KeyedPermutation.Mix(key))[7] * cells / 1_000]++;
        }

        var expected = keys / (double)cells;
        Assert.True(counts.Sum(count => (count - expected) * (count - expected) / expected) < 50);
    }

    [Fact]
    public void HugeRangesNeedNoMemory()
    {
        var order = new KeyedPermutation(1L << 50, 3);
        Assert.NotEqual(order[0], order[1]);
        Assert.InRange(order[(1L << 50) - 1], 0, (1L << 50) - 1);
    }
}
