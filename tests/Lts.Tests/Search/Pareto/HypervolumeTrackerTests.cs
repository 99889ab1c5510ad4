using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Pareto;
using Lts.Search.Sampling;

namespace Lts.Tests.Search.Pareto;

public sealed class HypervolumeTrackerTests
{
    private static readonly Architecture Some = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 1)[0];

    private readonly HypervolumeTracker _tracker = new(new SearchProblem(
        SearchSpaces.Gpt2Quickstart,
        [new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.PeakMemoryMiB, Direction.Maximize)],
        [new(Metrics.LatencyMs, Min: null, Max: 100)],
        Seed: 1,
        MaxCandidates: null));

    [Fact]
    public void Reference_IsTheWorstOfTheFirstGenerationTimesElevenTenths()
    {
        _tracker.Add(Some, Measured.Values(latencyMs: 10, peakMemoryMiB: 50));
        _tracker.Add(Some, Measured.Values(latencyMs: 20, peakMemoryMiB: 40));
        Assert.False(_tracker.HasReference);
        Assert.Equal(0, _tracker.Value);

        _tracker.CompleteGeneration();

        // The second point is dominated, but its latency is the worst: (1 − 10/22) × 50/55.
        Assert.True(_tracker.HasReference);
        Assert.Equal((1 - (10 / 22.0)) * (50 / 55.0), _tracker.Value, tolerance: 1e-12);
    }

    [Fact]
    public void Reference_StaysWhereItIs_SoThatTheValueOnlyGrows()
    {
        _tracker.Add(Some, Measured.Values(latencyMs: 10, peakMemoryMiB: 50));
        _tracker.CompleteGeneration();
        double before = _tracker.Value;

        _tracker.Add(Some, Measured.Values(latencyMs: 90, peakMemoryMiB: 500));
        _tracker.CompleteGeneration();
        Assert.Equal(before, _tracker.Value);

        _tracker.Add(Some, Measured.Values(latencyMs: 5, peakMemoryMiB: 110));
        Assert.Equal((1 - (5 / 11.0)) * 2, _tracker.Value, tolerance: 1e-12);
    }

    [Fact]
    public void GenerationWithoutAFeasibleCandidate_LeavesTheReferenceToTheNext()
    {
        _tracker.Add(Some, null);
        _tracker.Add(Some, Measured.Values(latencyMs: 1000, peakMemoryMiB: 50));
        _tracker.CompleteGeneration();
        Assert.False(_tracker.HasReference);

        _tracker.Add(Some, Measured.Values(latencyMs: 10, peakMemoryMiB: 50));
        _tracker.CompleteGeneration();
        Assert.Equal((1 - (10 / 11.0)) * (50 / 55.0), _tracker.Value, tolerance: 1e-12);
    }

    [Fact]
    public void Value_AskedForAfterEachCandidate_IsThatOfTheWhole()
    {
        SearchProblem problem = new(
            SearchSpaces.Gpt2Quickstart,
            [
                new(Metrics.DecoderParameters, Direction.Maximize), new(Metrics.TotalParameters, Direction.Minimize),
                new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.PeakMemoryMiB, Direction.Minimize),
            ],
            [],
            Seed: 1,
            MaxCandidates: null);
        var (often, once) = (new HypervolumeTracker(problem), new HypervolumeTracker(problem));
        var costs = RandomCosts.Of(seed: 1, rows: 400, 2, values: 1_000);
        var architectures = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 400);

        for (int i = 0; i < costs.Length; i++)
        {
            var values = Measured.Values(latencyMs: 1 + costs[i][0], peakMemoryMiB: 1 + costs[i][1]);
            often.Add(architectures[i], values);
            once.Add(architectures[i], values);
            if (i == 40)
            {
                often.CompleteGeneration();
                once.CompleteGeneration();
            }

            _ = often.Value;
        }

        Assert.NotEqual(0, once.Value);
        Assert.Equal(once.Value, often.Value, tolerance: 1e-9 * once.Value);
    }
}
