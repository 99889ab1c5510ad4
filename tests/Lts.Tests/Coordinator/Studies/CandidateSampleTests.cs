using System.Collections.Immutable;
using Lts.Coordinator.Studies;

namespace Lts.Tests.Coordinator.Studies;

public sealed class CandidateSampleTests
{
    [Theory]
    [InlineData(100, 10)]
    [InlineData(100, 97)]
    [InlineData(7, 1)]
    [InlineData(1000, 333)]
    [InlineData(12, 0)]
    public void Sample_HasTheFrontier_AndTheShareOfTheOthers_EvenlySpread(int total, int share)
    {
        ImmutableHashSet<int> frontier = [0, 3, 5];

        var indices = CandidateSample.Indices(total, frontier, share).ToList();

        Assert.Equal(indices.Order().Distinct(), indices);
        Assert.Superset(frontier.ToHashSet(), indices.ToHashSet());
        Assert.Equal(Math.Min(share, total - frontier.Count), indices.Count - frontier.Count);
        Assert.All(indices, index => Assert.InRange(index, 0, total - 1));
        for (int half = 0; half < 2 && share > 0; half++)
        {
            int there = indices.Count(index => !frontier.Contains(index) && index / ((total + 1) / 2) == half);
            Assert.InRange(there, (share / 2) - 3, (share / 2) + 3);
        }
    }

    [Fact]
    public void WholeStudy_IsItsOwnSample() =>
        Assert.Equal(Enumerable.Range(0, 20), CandidateSample.Indices(20, [4], CandidateSample.Shares([19], 19)[0]));

    [Fact]
    public void Shares_AreAsTheTargetsAre()
    {
        Assert.Equal([10, 30, 60], CandidateSample.Shares([1000, 3000, 6000], 100).AsEnumerable());
        Assert.Equal([5, 0, 7], CandidateSample.Shares([5, 0, 7], 100).AsEnumerable());
        Assert.Equal([0, 0], CandidateSample.Shares([5, 7], 0).AsEnumerable());
    }
}
