using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Search.Evolution;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Evolution;

public sealed class EvolutionParetoTests
{
    [Fact]
    public void Defaults_AreThoseOfArchaisTask()
    {
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Archai), new EvolutionParetoOptions());

        Assert.Equal(10, run.Generations.Count);
        Assert.Equal(10, run.Generations[0].Count(p => p.Origin == CandidateOrigin.Random));
        foreach (var round in run.Generations.Skip(1))
        {
            var before = run.Candidates.Take(round[0].Index).ToList();
            var frontier = Frontier.Of(run.Problem, before).Select(i => before[i].Architecture.Id).ToHashSet();

            Assert.Equal(5, round.Count(p => p.Origin == CandidateOrigin.Random));
            Assert.Equal(5, round.Count(p => p.Origin == CandidateOrigin.Crossover));
            Assert.Equal(frontier, round.Where(p => p.Origin == CandidateOrigin.Mutation).Select(p => p.ParentIds.Single()).ToHashSet());
            Assert.Equal(5 + 5 + frontier.Count, round.Count);
            Assert.All(round, p => Assert.Subset(frontier, p.ParentIds.ToHashSet()));
        }
    }

    [Fact]
    public void Round_IsCutToItsLargestSize_FromAllOrigins()
    {
        var options = new EvolutionParetoOptions { InitialCount = 50, MutationsPerParent = 20, RandomPerIteration = 40, CrossoverCount = 40, MaxUnseen = 60 };
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), options);

        Assert.All(run.Generations.Skip(1), round =>
        {
            Assert.Equal(60, round.Count);
            Assert.Equal(3, round.Select(p => p.Origin).Distinct().Count());
        });
    }
}
