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

        Assert.Equal([0, 2, 3], Frontier.Of(points, [new(Metric.TotalParameters, moreIsBetter), new(Metric.LatencyMs, lessIsBetter)]));
        Assert.Equal([3], Frontier.Of(points, [new(Metric.TotalParameters, lessIsBetter), new(Metric.LatencyMs, lessIsBetter)]));
        Assert.Equal([1], Frontier.Of(points, [new(Metric.TotalParameters, moreIsBetter), new(Metric.LatencyMs, moreIsBetter)]));
        Assert.Throws<ArgumentException>(() => Frontier.Of(points, [new(Metric.LatencyMs, lessIsBetter)]));
    }

    [Fact]
    public void FailedAndInfeasibleCandidates_AreNotOnIt_AndHideNobody()
    {
        var architecture = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 1)[0];
        var problem = new SearchProblem(
            SearchSpaces.Gpt2Quickstart,
            [new(Metric.LatencyMs, Direction.Minimize), new(Metric.PeakMemoryMiB, Direction.Minimize)],
            [new(Metric.LatencyMs, Min: 5, Max: null)],
            Seed: 1,
            MaxCandidates: null);

        var frontier = Frontier.Of(problem,
        [
            (architecture, null),
            (architecture, new MeasuredValues(LatencyMs: 1, PeakMemoryMiB: 1)),
            (architecture, new MeasuredValues(LatencyMs: 6, PeakMemoryMiB: 3)),
            (architecture, new MeasuredValues(LatencyMs: 7, PeakMemoryMiB: 3)),
            (architecture, new MeasuredValues(LatencyMs: 8, PeakMemoryMiB: 2)),
            (architecture, new MeasuredValues(LatencyMs: 9, PeakMemoryMiB: double.NaN)),
        ]);

        Assert.Equal([2, 4], frontier);
    }
}
