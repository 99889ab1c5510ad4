using System.Collections.Immutable;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Tokenization;

public sealed class PairMergerTests
{
    [Fact]
    public void ShortAndLongPiecesMergeAsTheDefinitionSays()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var merges = RandomMerges(random, letters: 4, count: random.Next(1, 40));
            var merger = new PairMerger(new MergeTable(merges));
            for (var i = 0; i < 50; i++)
            {
                var text = Enumerable.Range(0, random.Next(1, PairMerger.Short + 1)).Select(_ => random.Next(4)).ToArray();
                var (shortly, longly) = (text.ToArray(), text.ToArray());
                var expected = Naive(text, merges);
                Assert.Equal(expected, shortly[..merger.MergeShort(shortly)]);
                Assert.Equal(expected, longly[..merger.MergeLong(longly)]);
            }
        }
    }

    /// <summary>The pair of lowest rank, everywhere from left to right; again until none is left.</summary>
    private static List<int> Naive(IEnumerable<int> text, ImmutableArray<Merge> merges)
    {
        var ids = text.ToList();
        while (true)
        {
            var first = merges.FirstOrDefault(merge => Enumerable.Range(0, ids.Count - 1).Any(i => ids[i] == merge.Left && ids[i + 1] == merge.Right), new Merge(-1, -1, -1));
            if (first.Result < 0)
            {
                return ids;
            }

            for (var i = 0; i + 1 < ids.Count; i++)
            {
                if (ids[i] == first.Left && ids[i + 1] == first.Right)
                {
                    ids[i] = first.Result;
                    ids.RemoveAt(i + 1);
                }
            }
        }
    }

    private static ImmutableArray<Merge> RandomMerges(Random random, int letters, int count)
    {
        var merges = new List<Merge>();
        while (merges.Count < count)
        {
            var merge = new Merge(random.Next(letters + merges.Count), random.Next(letters + merges.Count), letters + merges.Count);
            if (merges.All(other => (other.Left, other.Right) != (merge.Left, merge.Right)))
            {
                merges.Add(merge);
            }
        }

        return [.. merges];
    }
}
