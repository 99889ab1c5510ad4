using Lts.Domain.Spaces;
using Lts.Search.Genomes;
using Lts.Search.Randomness;
using Lts.Tests.Support;

namespace Lts.Tests.Search.Genomes;

public sealed class GenomeSpaceTests
{
    private readonly RandomStream _random = new(3, RandomPurpose.Mutation);

    /// <summary>Where heads and the smallest ratio both rule values out.</summary>
    private static SearchSpace Awkward => SearchSpaces.Gpt2Paper.Gpt2(hiddenSize: new IntRange(100, 1000, 50), headCounts: [2, 3, 4, 8]) with { MinDecoderParameters = 0, MaxDecoderParameters = long.MaxValue };

    [Fact]
    public void DrawnMutatedAndCrossedGenomes_AreValid_EvenInGenesThatSleep()
    {
        var genomes = new GenomeSpace(Awkward);
        var genome = genomes.Draw(_random);
        for (int i = 0; i < 2_000; i++)
        {
            var mutant = genomes.Mutate(genome, 0.3, _random);
            var crossed = genomes.Cross(mutant, genomes.Draw(_random), 0.5, _random);
            genome = crossed;

            // Waking every layer shows the genes that sleep.
            foreach (var awake in new[] { mutant, crossed }.Select(g => g.WithLayers(Awkward.LayerCount.Max)))
            {
                Assert.True(Problems.Allows(Awkward, genomes.Decode(awake)));
            }
        }
    }

    [Fact]
    public void Draws_AreUniform_OverWhatFitsTheHiddenSize()
    {
        // 1.7 × 960 = 1632, so that 1664, 1728, …, 4032 are left: 38 values.
        var space = SearchSpaces.Gpt2Paper.Gpt2(hiddenSize: new IntRange(960, 960));
        var genomes = new GenomeSpace(space);
        var sizes = Enumerable.Range(0, 2_000).SelectMany(_ => genomes.Draw(_random).FeedForwardSizes).CountBy(f => f).ToDictionary();

        Assert.Equal(Enumerable.Range(0, 38).Select(i => 1664 + (64 * i)), sizes.Keys.Order());
        double expected = 2_000 * 15 / 38.0;
        Assert.All(sizes.Values, n => Assert.InRange(n, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
    }

    [Fact]
    public void Decode_ShowsAwakeGenesOnly_AndDescendantsInheritTheOthers()
    {
        var genomes = new GenomeSpace(SearchSpaces.Gpt2Paper);
        var deep = genomes.Draw(_random).WithLayers(15);
        var shallow = deep.WithLayers(3);

        Assert.Equal(genomes.Decode(deep).Layers.Take(3), genomes.Decode(shallow).Layers);
        Assert.Equal(genomes.Decode(deep), genomes.Decode(genomes.Mutate(shallow, 0, _random).WithLayers(15)));
    }

    [Fact]
    public void Mutation_ChangesEachGene_WithItsProbability()
    {
        var genomes = new GenomeSpace(SearchSpaces.Gpt2Paper);
        var parent = genomes.Draw(_random).WithHiddenSize(512);
        parent = genomes.Mutate(parent, 0, _random);
        var mutants = Enumerable.Range(0, 4_000).Select(_ => genomes.Mutate(parent, 0.3, _random)).ToList();

        // A redrawn gene keeps its value by chance: 14 hidden sizes, 14 layer counts, 3 head counts.
        Assert.InRange(mutants.Average(m => m.LayerCount != parent.LayerCount ? 1.0 : 0), 0.25, 0.31);
        Assert.InRange(mutants.Average(m => m.HiddenSize != parent.HiddenSize ? 1.0 : 0), 0.25, 0.31);
        Assert.InRange(mutants.Average(m => m.HeadCounts[14] != parent.HeadCounts[14] ? 1.0 : 0), 0.17, 0.23);
    }

    [Fact]
    public void Crossover_TakesEachGeneFromTheSecondParent_WithItsProbability()
    {
        var genomes = new GenomeSpace(SearchSpaces.Gpt2Paper);
        var first = genomes.Draw(_random).WithLayers(4);
        var second = genomes.Draw(_random).WithLayers(9).WithHiddenSize(first.HiddenSize);
        second = genomes.Mutate(second, 0, _random);
        var children = Enumerable.Range(0, 4_000).Select(_ => genomes.Cross(first, second, 0.5, _random)).ToList();

        Assert.InRange(children.Average(c => c.LayerCount == 9 ? 1.0 : 0), 0.46, 0.54);
        Assert.All(children, c => Assert.All(Enumerable.Range(0, 15), i =>
            Assert.Contains(c.FeedForwardSizes[i], new[] { first.FeedForwardSizes[i], second.FeedForwardSizes[i] })));
        Assert.Equal(genomes.Decode(first), genomes.Decode(genomes.Cross(first, second, 0, _random)));
        Assert.Equal(genomes.Decode(second), genomes.Decode(genomes.Cross(first, second, 1, _random)));
    }

    [Fact]
    public void Space_WithoutPerLayerChoice_HasEqualLayers()
    {
        var genomes = new GenomeSpace(SearchSpaces.Gpt2Archai);
        for (int i = 0; i < 100; i++)
        {
            Assert.Single(genomes.Decode(genomes.Draw(_random)).Layers.Distinct());
        }
    }

    [Fact]
    public void HiddenSizes_ThatLeaveAnotherGeneNoValue_AreNeverDrawn()
    {
        // 8 does not divide 12 or 20, and 24 needs a feed-forward size of at least 48.
        var space = Problems.Tiny.Gpt2(hiddenSize: new IntRange(8, 24, 4), headCounts: [8], feedForwardSize: new IntRange(32, 40, 8), minFeedForwardRatio: 2);
        var genomes = new GenomeSpace(space);

        Assert.Equal([8, 16], Enumerable.Range(0, 200).Select(_ => genomes.Draw(_random).HiddenSize).Distinct().Order());
        Assert.True(new GenomeSpace(space.Gpt2(headCounts: [7])).IsEmpty);
    }
}
