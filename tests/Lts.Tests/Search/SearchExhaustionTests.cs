using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search;
using Lts.Search.Sampling;
using Lts.Tests.Support;

namespace Lts.Tests.Search;

public sealed class SearchExhaustionTests
{
    /// <summary>Every row of the table of algorithms.</summary>
    public static TheoryData<SearchAlgorithm> Algorithms => [.. AlgorithmTable.OptionsTypes.Select(Algorithm)];

    /// <summary>Those that look for candidates in a space.</summary>
    public static TheoryData<SearchAlgorithm> Searches =>
        [.. AlgorithmTable.OptionsTypes.Except([typeof(FixedCandidatesOptions)]).Select(Algorithm)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void SmallSpace_IsSearchedWhole_ThenTheSearchEnds(SearchAlgorithm algorithm) =>
        Assert.Equal(6, SearchRun.Play(Problems.In(Problems.Tiny), algorithm).Proposals.Count());

    [Theory]
    [MemberData(nameof(Searches))]
    public void ProblemWithoutACandidate_IsANamedFailure(SearchAlgorithm algorithm)
    {
        var problem = Problems.In(SearchSpaces.Gpt2Archai) with { Constraints = [new(Metrics.DecoderParameters, Min: null, Max: 10)] };
        var search = SearchFactory.Create(problem, algorithm);

        Assert.Contains("gpt2-archai", Assert.Throws<SearchSpaceExhaustedException>(search.Propose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpaceWithoutAGenome_IsANamedFailure()
    {
        var search = SearchFactory.Create(Problems.In(Problems.Tiny.Gpt2(headCounts: [7])), new RandomSearchOptions());

        Assert.Throws<SearchSpaceExhaustedException>(search.Propose);
    }

    private static SearchAlgorithm Algorithm(Type options) => options switch
    {
        _ when options == typeof(RandomSearchOptions) => new RandomSearchOptions { BatchSize = 4 },
        _ when options == typeof(FixedCandidatesOptions) =>
            new FixedCandidatesOptions { Architectures = [.. SpaceSampler.Sample(Problems.Tiny, seed: 9, count: 6)] },
        _ => (SearchAlgorithm)Activator.CreateInstance(options)!,
    };
}
