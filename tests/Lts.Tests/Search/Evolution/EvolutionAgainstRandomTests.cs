using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Baselines;
using Lts.Search.Evolution;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Evolution;

/// <summary>What evolution is for: a better frontier from as many measurements, on the published latency of an ARM CPU.</summary>
public sealed class EvolutionAgainstRandomTests
{
    private const int Seeds = 5;

    [Fact]
    public void PaperEvolution_FindsMoreHypervolumeThanRandomSearch_InAsManyMeasurements()
    {
        double evolution = MeanHypervolume(SearchSpaces.Gpt2Paper, new EvolutionarySearchOptions { Generations = 10 }, maxCandidates: 900);
        double random = MeanHypervolume(SearchSpaces.Gpt2Paper, new RandomSearchOptions { Count = 900, BatchSize = 100 }, maxCandidates: 900);

        Assert.True(evolution > 1.02 * random, $"evolution {evolution}, random {random}");
    }

    [Fact]
    public void EvolutionPareto_FindsMoreHypervolumeThanRandomSearch_InAsManyMeasurements()
    {
        double evolution = MeanHypervolume(SearchSpaces.Gpt2Archai, new EvolutionParetoOptions { Iterations = 1_000 }, maxCandidates: 300);
        double random = MeanHypervolume(SearchSpaces.Gpt2Archai, new RandomSearchOptions { Count = 300, BatchSize = 10 }, maxCandidates: 300);

        Assert.True(evolution > 1.02 * random, $"evolution {evolution}, random {random}");
    }

    private static double MeanHypervolume(SearchSpace space, SearchAlgorithm algorithm, int maxCandidates) => Enumerable.Range(1, Seeds).Average(seed =>
    {
        var run = SearchRun.Play(Problems.In(space, seed) with { MaxCandidates = maxCandidates }, algorithm);

        // One reference point for all, so that the volumes can be compared.
        double[][] costs = [.. run.Candidates.Select(c => run.Problem.Costs(c.Architecture, c.Values!))];
        return Hypervolume.Of(costs, [0, 8_000, 800]);
    });
}
