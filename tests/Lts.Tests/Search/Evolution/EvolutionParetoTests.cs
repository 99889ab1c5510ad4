using Lts.Domain.Candidates;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Evolution;

public sealed class EvolutionParetoTests
{
    [Fact]
    public void Defaults_AreThoseOfArchaisTask()
    {
        // In the heterogeneous space every parent has more unseen offspring than are asked for.
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), new EvolutionParetoOptions());

        Assert.Equal(10, run.Generations.Count);
        Assert.Equal(10, run.Generations[0].Count(p => p.Origin == CandidateOrigin.Random));
        int uncut = 0;
        foreach (var round in run.Generations.Skip(1))
        {
            var before = run.Candidates.Take(round[0].Index).ToList();
            var frontier = Frontier.Of(run.Problem, before).Select(i => before[i].Architecture.Id).ToHashSet();
            Assert.All(round, p => Assert.Subset(frontier, p.ParentIds.ToHashSet()));
            Assert.Equal(Math.Min(100, 5 + 5 + frontier.Count), round.Count);
            if (round.Count == 100)
            {
                continue;
            }

            uncut++;
            Assert.Equal(5, round.Count(p => p.Origin == CandidateOrigin.Random));
            Assert.Equal(5, round.Count(p => p.Origin == CandidateOrigin.Crossover));
            Assert.Equal(frontier, round.Where(p => p.Origin == CandidateOrigin.Mutation).Select(p => p.ParentIds.Single()).ToHashSet());
        }

        Assert.InRange(uncut, 5, 9);
    }

    [Fact]
    public void Round_IsCutToItsLargestSize_FromAllOrigins()
    {
        var options = new EvolutionParetoOptions { InitialCount = 100, RandomPerIteration = 40, CrossoverCount = 40, MaxUnseen = 60 };
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), options);

        Assert.All(run.Generations.Skip(1), round =>
        {
            Assert.Equal(60, round.Count);
            Assert.Equal(3, round.Select(p => p.Origin).Distinct().Count());
        });
    }
}
