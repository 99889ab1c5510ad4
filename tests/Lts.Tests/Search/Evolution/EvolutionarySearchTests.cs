using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search.Evolution;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Evolution;

public sealed class EvolutionarySearchTests
{
    [Fact]
    public void Defaults_AreThePublishedParameters()
    {
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), new EvolutionarySearchOptions());

        Assert.Equal(2_500, run.Proposals.Count());
        Assert.Equal(31, run.Generations.Count);
        Assert.All(run.Generations[0], p => Assert.Equal(CandidateOrigin.Random, p.Origin));
        Assert.Equal(100, run.Generations[0].Count);
        Assert.All(run.Generations.Skip(1), generation =>
        {
            Assert.Equal(40, generation.Count(p => p.Origin == CandidateOrigin.Mutation));
            Assert.Equal(40, generation.Count(p => p.Origin == CandidateOrigin.Crossover));
            Assert.InRange(generation.SelectMany(p => p.ParentIds).Distinct().Count(), 1, 20);
        });
    }

    [Fact]
    public void Parents_AreOnTheFrontierOfTheirTime()
    {
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), new EvolutionarySearchOptions { Generations = 5 });
        foreach (var generation in run.Generations.Skip(1))
        {
            var before = run.Candidates.Take(generation[0].Index).ToList();
            var frontier = Frontier.Of(run.Problem, before).Select(i => before[i].Architecture.Id).ToHashSet();
            Assert.All(generation, p => Assert.Subset(frontier, p.ParentIds.ToHashSet()));
        }
    }

    [Fact]
    public void Selection_PrefersMembersThatHadFewOffspring()
    {
        var random = new ParentSelection(seed: 4);
        var members = Enumerable.Range(0, 10).Select(i => new FrontierMember(null!, $"{i}") { Visits = i < 5 ? 0 : 99 }).ToList();
        var parents = random.DrawByVisits(members, 40);

        // Five members of weight 1, falling as they are visited, against five of weight 1/100.
        Assert.InRange(parents.Count(p => members.IndexOf(p) < 5), 35, 40);
        Assert.Equal(40 + (5 * 99), members.Sum(m => m.Visits));
        Assert.InRange(members.Take(5).Max(m => m.Visits) - members.Take(5).Min(m => m.Visits), 0, 8);
    }

    [Fact]
    public void FrontierOfOne_StillFillsItsGenerations()
    {
        // One objective and no ties: the frontier is a single candidate, which has nobody to cross with.
        var problem = Problems.In(SearchSpaces.Gpt2Paper) with { Objectives = [new(Metrics.DecoderParameters, Direction.Maximize)] };
        var run = SearchRun.Play(problem, new EvolutionarySearchOptions { Generations = 2 });

        Assert.Equal([100, 80, 80], run.Generations.Select(g => g.Count));
        Assert.Equal(40, run.Generations[2].Count(p => p.Origin == CandidateOrigin.Mutation));
        Assert.Equal(40, run.Generations[2].Count(p => p.Origin == CandidateOrigin.Random));
    }
}
