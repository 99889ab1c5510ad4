using Lts.Domain.Candidates;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search;
using Lts.Search.Sampling;

namespace Lts.Tests.Search;

/// <summary>What every search promises to whoever plays it.</summary>
public sealed class SearchProtocolTests
{
    private static readonly SearchProblem Quickstart = Problems.In(SearchSpaces.Gpt2Quickstart);

    /// <summary>Every row of the table of algorithms; <see cref="Algorithm"/> gives each settings that are quick to play.</summary>
    public static TheoryData<string> Algorithms => [.. AlgorithmTable.OptionsTypes.Select(type => type.Name)];

    /// <summary>Those that a seed has a say in.</summary>
    public static TheoryData<string> SeededAlgorithms =>
        [.. AlgorithmTable.OptionsTypes.Except([typeof(FixedCandidatesOptions)]).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Proposals_AreNumberedInOrder_AndNeverRepeated(string algorithm)
    {
        var run = SearchRun.Play(Quickstart, Algorithm(algorithm));

        Assert.Equal(Enumerable.Range(0, run.Proposals.Count()), run.Proposals.Select(p => p.Index));
        Assert.Equal(run.Proposals.Count(), run.Proposals.Select(p => p.Architecture.Id).Distinct().Count());
        Assert.All(run.Generations.Index(), g => Assert.All(g.Item, p => Assert.Equal(g.Index, p.Generation)));
        Assert.All(run.Proposals, p => Assert.True(Problems.Allows(Quickstart.Space, p.Architecture)));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void ParentsWereProposedBefore_AsManyAsTheOriginSays(string algorithm)
    {
        var run = SearchRun.Play(Quickstart, Algorithm(algorithm));
        var generationOf = run.Proposals.ToDictionary(p => p.Architecture.Id, p => p.Generation);

        Assert.All(run.Proposals, p =>
        {
            int expected = p.Origin switch { CandidateOrigin.Mutation => 1, CandidateOrigin.Crossover => 2, _ => 0 };
            Assert.Equal(expected, p.ParentIds.Distinct().Count());
            Assert.All(p.ParentIds, parent => Assert.True(generationOf[parent] < p.Generation));
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void EqualAnswers_MakeEqualSearches_WhateverOrderTheyArriveIn(string algorithm)
    {
        var expected = SearchRun.Play(Quickstart, Algorithm(algorithm));
        var reversed = SearchRun.Play(Quickstart, Algorithm(algorithm), arrival: answers => answers.Reverse());
        var shuffled = SearchRun.Play(Quickstart, Algorithm(algorithm), arrival: answers => answers.OrderBy(a => (a.Index * 7919) % 101));

        Assert.Equal(Describe(expected), Describe(reversed));
        Assert.Equal(Describe(expected), Describe(shuffled));
    }

    [Theory]
    [MemberData(nameof(SeededAlgorithms))]
    public void OtherSeeds_MakeOtherSearches(string algorithm)
    {
        var first = SearchRun.Play(Quickstart, Algorithm(algorithm));
        var second = SearchRun.Play(Quickstart with { Seed = 2 }, Algorithm(algorithm));

        Assert.NotEqual(Describe(first)[0], Describe(second)[0]);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void MaxCandidates_EndsTheSearch(string algorithm)
    {
        var run = SearchRun.Play(Quickstart with { MaxCandidates = 7 }, Algorithm(algorithm));

        Assert.Equal(7, run.Proposals.Count());
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void SearchWhoseEveryCandidateFails_StillEnds(string algorithm)
    {
        var run = SearchRun.Play(Quickstart, Algorithm(algorithm), device: _ => null);

        Assert.All(run.Proposals, p => Assert.Empty(p.ParentIds));
    }

    [Fact]
    public void Generation_MustBeObserved_BeforeTheNext()
    {
        var search = SearchFactory.Create(Quickstart, new RandomSearchOptions { Count = 50, BatchSize = 20 });
        search.Propose();

        Assert.Throws<InvalidOperationException>(search.Propose);
    }

    [Fact]
    public void Answers_MustBeOneForEachProposal()
    {
        var search = SearchFactory.Create(Quickstart, new RandomSearchOptions { Count = 4, BatchSize = 2 });
        Assert.Throws<InvalidOperationException>(() => search.Observe([]));
        search.Propose();

        Assert.Throws<ArgumentException>(() => search.Observe([new(0, null)]));
        Assert.Throws<ArgumentException>(() => search.Observe([new(0, null), new(0, null)]));
        Assert.Throws<ArgumentException>(() => search.Observe([new(0, null), new(1, null), new(2, null)]));
        search.Observe([new(1, null), new(0, null)]);
        Assert.Equal([2, 3], search.Propose().Select(p => p.Index));
    }

    [Fact]
    public void Progress_TellsWhatIsToCome_AndIsExactAtTheEnd()
    {
        var search = SearchFactory.Create(Quickstart, new RandomSearchOptions { Count = 5, BatchSize = 2 });
        Assert.Equal(new SearchProgress(Generation: -1, GenerationCount: 3, ProposedCount: 0, ExpectedCount: 5), search.Progress);

        while (search.Propose() is { Count: > 0 } generation)
        {
            Assert.False(search.Finished);
            search.Observe([.. generation.Select(p => new Evaluation(p.Index, null))]);
        }

        Assert.True(search.Finished);
        Assert.Equal(new SearchProgress(Generation: 2, GenerationCount: 3, ProposedCount: 5, ExpectedCount: 5), search.Progress);
        Assert.Empty(search.Propose());
    }

    [Fact]
    public void Progress_KnowsMaxCandidates()
    {
        var evolutionary = SearchFactory.Create(Quickstart with { MaxCandidates = 150 }, new EvolutionarySearchOptions());
        var pareto = SearchFactory.Create(Quickstart with { MaxCandidates = 30 }, new EvolutionParetoOptions());

        Assert.Equal(new SearchProgress(Generation: -1, GenerationCount: 2, ProposedCount: 0, ExpectedCount: 150), evolutionary.Progress);
        Assert.Equal(new SearchProgress(Generation: -1, GenerationCount: null, ProposedCount: 0, ExpectedCount: 30), pareto.Progress);
    }

    private static SearchAlgorithm Algorithm(string name) => name switch
    {
        nameof(EvolutionarySearchOptions) => new EvolutionarySearchOptions { Generations = 4, ParentCount = 4, MutatedCount = 8, CrossedCount = 8 },
        nameof(EvolutionParetoOptions) => new EvolutionParetoOptions { Iterations = 5, MaxUnseen = 12 },
        nameof(RandomSearchOptions) => new RandomSearchOptions { Count = 50, BatchSize = 20 },
        nameof(FixedCandidatesOptions) => new FixedCandidatesOptions { Architectures = [.. SpaceSampler.Sample(Quickstart.Space, seed: 9, count: 12)] },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A new algorithm needs settings here, with which it is quick to play."),
    };

    private static string[] Describe(SearchRun run) =>
        [.. run.Proposals.Select(p => $"{p.Index} {p.Generation} {p.Origin} {p.Architecture.Id} {string.Join(' ', p.ParentIds)}")];
}
