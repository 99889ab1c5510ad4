using Lts.Domain.Spaces;
using Lts.Domain.Studies;

namespace Lts.Tests.Search;

/// <summary>
/// What a seed means. Studies are replayed from their seeds, so a change here strands every study that is running: a coordinator that
/// comes back with it finds proposals other than those it stored. Change these values only together with a note for operators.
/// </summary>
public sealed class SeedContractTests
{
    [Theory]
    [InlineData("gpt2_5d652df016e72a0a826f", "gpt2_f30c3c992710f5b33a1b")]
    public void PaperEvolution_ProposesWhatItAlwaysDid(string first, string last)
    {
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Paper), new EvolutionarySearchOptions { Generations = 3 });

        Assert.Equal((first, last), (run.Proposals.First().Architecture.Id, run.Proposals.Last().Architecture.Id));
    }

    [Theory]
    [InlineData("gpt2_cc88afab3c9486d1a4d9", "gpt2_b3fb6e350fd4f01adcda")]
    public void EvolutionPareto_ProposesWhatItAlwaysDid(string first, string last)
    {
        var run = SearchRun.Play(Problems.In(SearchSpaces.Gpt2Archai), new EvolutionParetoOptions { Iterations = 4 });

        Assert.Equal((first, last), (run.Proposals.First().Architecture.Id, run.Proposals.Last().Architecture.Id));
    }
}
