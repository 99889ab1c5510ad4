using Lts.Domain.Candidates;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search.Sampling;

namespace Lts.Tests.Search.Baselines;

public sealed class BaselinesTests
{
    [Fact]
    public void RandomSearch_ProposesItsCountInBatches_WhateverTheAnswers()
    {
        var problem = Problems.In(SearchSpaces.Gpt2Paper);
        var answered = SearchRun.Play(problem, new RandomSearchOptions { Count = 50 });
        var failed = SearchRun.Play(problem, new RandomSearchOptions { Count = 50 }, device: _ => null);

        Assert.Equal([20, 20, 10], answered.Generations.Select(g => g.Count));
        Assert.Equal(answered.Proposals.Select(p => p.Architecture), failed.Proposals.Select(p => p.Architecture));
        Assert.Equal(SpaceSampler.Sample(problem.Space, problem.Seed, 50), answered.Proposals.Select(p => p.Architecture));
    }

    [Fact]
    public void FixedCandidates_AreProposedInTheirOrder_AlsoFromOutsideTheSpace()
    {
        var architectures = SpaceSampler.Sample(SearchSpaces.Gpt2Paper, seed: 3, count: 5);
        var run = SearchRun.Play(
            Problems.In(SearchSpaces.Gpt2Quickstart),
            new FixedCandidatesOptions { Architectures = [.. architectures] });

        Assert.Equal(architectures, Assert.Single(run.Generations).Select(p => p.Architecture));
        Assert.All(run.Proposals, p => Assert.Equal(CandidateOrigin.Given, p.Origin));
    }
}
