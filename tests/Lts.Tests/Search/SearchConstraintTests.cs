using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search.Pareto;

namespace Lts.Tests.Search;

public sealed class SearchConstraintTests
{
    public static TheoryData<SearchAlgorithm> Searches =>
        [new EvolutionarySearchOptions { Generations = 3 }, new EvolutionParetoOptions(), new RandomSearchOptions()];

    [Theory]
    [MemberData(nameof(Searches))]
    public void CheapConstraints_AreMetByEveryProposal(SearchAlgorithm algorithm)
    {
        var problem = Problems.In(SearchSpaces.Gpt2Paper) with
        {
            Constraints = [new(Metrics.DecoderParameters, Min: 20e6, Max: 22e6), new(Metrics.ModelMiB, Min: null, Max: 200)],
        };

        Assert.All(SearchRun.Play(problem, algorithm).Proposals, p =>
        {
            Assert.InRange(p.Architecture.Parameters.Decoder, 20_000_000, 22_000_000);
            Assert.InRange(p.Architecture.Parameters.Total * 4, 0, 200 << 20);
        });
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void MeasuredConstraints_KeepCandidatesOutOfFrontierAndParenthood(SearchAlgorithm algorithm)
    {
        var problem = Problems.In(SearchSpaces.Gpt2Paper) with { Constraints = [new(Metrics.LatencyMs, Min: null, Max: 2_000)] };
        var run = SearchRun.Play(problem, algorithm);
        var tooSlow = run.Candidates.Where(c => c.Values![Metrics.LatencyMs] > 2_000).Select(c => c.Architecture.Id).ToHashSet();

        Assert.NotEmpty(tooSlow);
        Assert.All(run.Proposals, p => Assert.Empty(p.ParentIds.Intersect(tooSlow)));
        Assert.All(Frontier.Of(problem, run.Candidates), i => Assert.DoesNotContain(run.Candidates[i].Architecture.Id, tooSlow));
    }
}
