using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search;
using Lts.Search.Pareto;
using Lts.Tests.Support;

namespace Lts.Tests.Search.Evolution;

/// <summary>What evolution is for: a better frontier from as many measurements, on the published latency of an ARM CPU.</summary>
public sealed class EvolutionAgainstRandomTests
{
    private const int Seeds = 5;

    [Fact]
    public void PaperEvolution_BeatsRandomSearch_InAsManyMeasurements_ItsWorstSeedTheBestSeed()
    {
        double[] evolution = Hypervolumes(SearchSpaces.Gpt2Paper, new EvolutionarySearchOptions(), maxCandidates: 900);
        double[] random = Hypervolumes(SearchSpaces.Gpt2Paper, new RandomSearchOptions { Count = 900 }, maxCandidates: 900);

        Assert.True(evolution.Min() > random.Max(), $"evolution {evolution.Min():G4} at worst, random {random.Max():G4} at best");
    }

    [Fact]
    public void EvolutionPareto_BeatsRandomSearch_InAsManyMeasurements_OnAverage()
    {
        double[] evolution = Hypervolumes(SearchSpaces.Gpt2Archai, new EvolutionParetoOptions { Iterations = 1_000 }, maxCandidates: 300);
        double[] random = Hypervolumes(SearchSpaces.Gpt2Archai, new RandomSearchOptions { Count = 300 }, maxCandidates: 300);

        Assert.True(evolution.Average() > 1.02 * random.Average(), $"evolution {evolution.Average():G4}, random {random.Average():G4}");
    }

    [Fact]
    public void PaperEvolution_ComesNearTheTrueFrontier_AfterASixthOfTheSpace()
    {
        var space = SearchSpaces.Gpt2Archai;
        var all = WholeSpace(space);
        double best = Volume(Problems.In(space), all.Select(a => (a, (MetricValues?)SyntheticDevice.Arm(a))));

        Assert.InRange(all.Count, 5_400, 5_450);
        Assert.All(
            Hypervolumes(space, new EvolutionarySearchOptions(), maxCandidates: 900),
            volume => Assert.InRange(volume, 0.995 * best, best * (1 + 1e-12)));
    }

    private static double[] Hypervolumes(SearchSpace space, SearchAlgorithm algorithm, int maxCandidates) =>
    [
        .. Enumerable.Range(1, Seeds).Select(seed =>
        {
            var run = SearchRun.Play(Problems.In(space, seed) with { MaxCandidates = maxCandidates }, algorithm);
            return Volume(run.Problem, run.Candidates);
        }),
    ];

    /// <summary>With one reference point for all, so that volumes can be compared: no parameters, 8 s, 800 MiB.</summary>
    private static double Volume(SearchProblem problem, IEnumerable<(Architecture Architecture, MetricValues? Values)> candidates) =>
        Hypervolume.Of([.. candidates.Select(c => problem.Costs(c.Architecture, c.Values!))], [0, 8_000, 800]);

    /// <summary>Every architecture of a space without per-layer choice.</summary>
    private static List<Architecture> WholeSpace(SearchSpace space)
    {
        var all = from layers in Values(space.LayerCount)
                  from hiddenSize in Values(space.HiddenSize)
                  from feedForward in Values(space.FeedForwardSize)
                  from heads in Values(space.HeadCounts)
                  select (Architecture)new Gpt2Shape
                  {
                      HiddenSize = hiddenSize,
                      Layers = [.. Enumerable.Repeat(new Gpt2Layer(feedForward, heads), layers)],
                      VocabularySize = space.VocabularySize,
                      MaxSequenceLength = space.MaxSequenceLength,
                  };
        return [.. all.Where(a => Problems.Allows(space, a))];
    }

    private static IEnumerable<int> Values(IntChoices range) => Enumerable.Range(0, range.Count).Select(i => range[i]);
}
