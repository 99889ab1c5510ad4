using Lts.Search.Pareto;

namespace Lts.Tests.Search.Pareto;

public sealed class ParetoFrontTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void FrontAndRanks_AreThoseOfTheDefinition(int dimensions)
    {
        foreach (int values in new[] { 2, 5, 1_000_000 })
        {
            for (int seed = 0; seed < 30; seed++)
            {
                double[][] costs = RandomCosts.Of(seed, rows: 10 + (seed * 5), dimensions, values);
                int[] ranks = NaiveRanks(costs);

                Assert.Equal(ranks, ParetoFront.Ranks(costs));
                Assert.Equal(Enumerable.Range(0, costs.Length).Where(i => ranks[i] == 0), ParetoFront.Of(costs));
            }
        }
    }

    [Fact]
    public void EqualRows_AreAllOnTheFront() => Assert.Equal([0, 2], ParetoFront.Of([[1, 2], [2, 2], [1, 2]]));

    [Fact]
    public void NoRows_HaveNoFront()
    {
        Assert.Empty(ParetoFront.Of([]));
        Assert.Empty(ParetoFront.Ranks([]));
    }

    [Fact]
    public void NaNAndRaggedRows_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ParetoFront.Of([[1, double.NaN]]));
        Assert.Throws<ArgumentException>(() => ParetoFront.Ranks([[1, 2], [1]]));
    }

    [Fact]
    public void Archive_KeepsTheFront_WhateverTheOrderOfArrival()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            double[][] costs = RandomCosts.Of(seed, rows: 60, dimensions: 3, values: 6);
            var archive = new ParetoArchive<int>();
            for (int i = 0; i < costs.Length; i++)
            {
                archive.Add(i, costs[i]);
            }

            Assert.Equal(ParetoFront.Of(costs), archive.Items);
        }
    }

    /// <summary>Peels fronts off by comparing every row with every other.</summary>
    private static int[] NaiveRanks(double[][] costs)
    {
        int[] ranks = new int[costs.Length];
        var left = Enumerable.Range(0, costs.Length).ToList();
        for (int rank = 0; left.Count > 0; rank++)
        {
            var front = left.Where(i => !left.Exists(j => NaiveDominates(costs[j], costs[i]))).ToList();
            front.ForEach(i => ranks[i] = rank);
            left = [.. left.Except(front)];
        }

        return ranks;
    }

    private static bool NaiveDominates(double[] a, double[] b) => a.Zip(b).All(p => p.First <= p.Second) && !a.SequenceEqual(b);
}
