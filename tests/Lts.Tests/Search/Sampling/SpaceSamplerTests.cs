using Lts.Domain.Spaces;
using Lts.Search.Sampling;
using Lts.Tests.Support;

namespace Lts.Tests.Search.Sampling;

public sealed class SpaceSamplerTests
{
    public static TheoryData<string> Presets => [.. SearchSpaces.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Samples_AreDifferentArchitecturesOfTheSpace(string preset)
    {
        var space = SearchSpaces.All.Single(s => s.Name == preset);
        var samples = SpaceSampler.Sample(space, seed: 5, count: 300);

        Assert.Equal(300, samples.Select(a => a.Id).Distinct().Count());
        Assert.All(samples, a => Assert.True(Problems.Allows(space, a)));
        Assert.Equal(
            Enumerable.Range(0, space.LayerCount.Count).Select(i => space.LayerCount[i]),
            samples.Select(a => a.LayerCount).Distinct().Order());
    }

    [Fact]
    public void Samples_DependOnTheSeedAlone()
    {
        var first = SpaceSampler.Sample(SearchSpaces.Gpt2Paper, seed: 1, count: 10);

        Assert.Equal(first, SpaceSampler.Sample(SearchSpaces.Gpt2Paper, seed: 1, count: 10));
        Assert.Equal(first.Take(3), SpaceSampler.Sample(SearchSpaces.Gpt2Paper, seed: 1, count: 3));
        Assert.Empty(first.Intersect(SpaceSampler.Sample(SearchSpaces.Gpt2Paper, seed: 2, count: 10)));
    }

    [Fact]
    public void SmallSpace_GivesAllItHas() => Assert.Equal(6, SpaceSampler.Sample(Problems.Tiny, seed: 1, count: 100).Count);

    [Fact]
    public void SpaceThatItsParameterRangeEmpties_GivesNothing() =>
        Assert.Empty(SpaceSampler.Sample(Problems.Tiny with { MinDecoderParameters = 1_000_000_000 }, seed: 1, count: 1));

    [Fact]
    public void NegativeCount_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceSampler.Sample(Problems.Tiny, seed: 1, count: -1));
}
