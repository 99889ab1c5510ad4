using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Pareto;
using Lts.Search.Sampling;

namespace Lts.Tests.Search.Pareto;

public sealed class FrontierTests
{
    [Fact]
    public void Directions_DecideWhatIsBetter()
    {
        double[][] points = [[1, 10], [2, 20], [2, 15], [0, 9]];

        var moreIsBetter = Direction.Maximize;
        var lessIsBetter = Direction.Minimize;

        Assert.Equal([0, 2, 3], Frontier.Of(points, [new(Metrics.TotalParameters, moreIsBetter), new(Metrics.LatencyMs, lessIsBetter)]));
        Assert.Equal([3], Frontier.Of(points, [new(Metrics.TotalParameters, lessIsBetter), new(Metrics.LatencyMs, lessIsBetter)]));
        Assert.Equal([1], Frontier.Of(points, [new(Metrics.TotalParameters, moreIsBetter), new(Metrics.LatencyMs, moreIsBetter)]));
        Assert.Throws<ArgumentException>(() => Frontier.Of(points, [new(Metrics.LatencyMs, lessIsBetter)]));
    }

    [Fact]
    public void FailedAndInfeasibleCandidates_AreNotOnIt_AndHideNobody()
    {
        var architecture = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 1)[0];
        var problem = new SearchProblem(
            SearchSpaces.Gpt2Quickstart,
            [new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.PeakMemoryMiB, Direction.Minimize)],
            [new(Metrics.LatencyMs, Min: 5, Max: null)],
            Seed: 1,
            MaxCandidates: null);

        var frontier = Frontier.Of(problem,
        [
            (architecture, null),
            (architecture, Measured.Values(latencyMs: 1, peakMemoryMiB: 1)),
            (architecture, Measured.Values(latencyMs: 6, peakMemoryMiB: 3)),
            (architecture, Measured.Values(latencyMs: 7, peakMemoryMiB: 3)),
            (architecture, Measured.Values(latencyMs: 8, peakMemoryMiB: 2)),
            (architecture, Measured.Values(latencyMs: 9, peakMemoryMiB: double.NaN)),
        ]);

        Assert.Equal([2, 4], frontier);
    }
}
