using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Pareto;
using Lts.Search.Sampling;

namespace Lts.Tests.Search.Pareto;

public sealed class FrontierTrackerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Frontier_IsAtEveryMomentThatOfAllAnswers(int seed)
    {
        var problem = new SearchProblem(
            SearchSpaces.Gpt2Quickstart,
            [new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.PeakMemoryMiB, Direction.Minimize)],
            [new(Metrics.LatencyMs, Min: null, Max: 18)],
            Seed: 1,
            MaxCandidates: null);
        var architectures = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed, count: 120);
        var random = new Random(seed);
        var tracker = new FrontierTracker(problem);
        var answers = architectures
            .Select(architecture => (
                Architecture: architecture,
                // Few different values, so that equal points come up; some failed, some infeasible.
                Values: random.Next(8) == 0 ? null : Measured.Values(random.Next(1, 24), random.Next(1, 12))))
            .ToList();
        for (int i = 0; i < answers.Count; i++)
        {
            tracker.Add(i, answers[i].Architecture, answers[i].Values);

            Assert.Equal(Frontier.Of(problem, answers[..(i + 1)]), tracker.Indices.Order());
        }
    }
}
