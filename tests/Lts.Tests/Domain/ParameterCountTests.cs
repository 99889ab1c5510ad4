using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Tests.Support;

namespace Lts.Tests.Domain;

public sealed class ParameterCountTests
{
    [PublishedDataFact]
    public void Decoder_EveryPublishedGpt2_IsExact()
    {
        var rows = PublishedArchitecture.ReadAll().Where(r => r.IsGpt2).ToList();

        Assert.Equal(322, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.DecoderParameters, ToArchitecture(row).Parameters.Decoder));
    }

    [Fact]
    public void Of_Gpt2Base_IsThePublishedModel()
    {
        Architecture gpt2 = new Gpt2Shape { HiddenSize = 768, Layers = [.. Enumerable.Repeat(new Gpt2Layer(3072, 12), 12)] };

        Assert.Equal(124_439_808, gpt2.Parameters.Total); // Radford et al. 2019, the "124M" model
        Assert.Equal((50257 + 1024) * 768, gpt2.Parameters.Embedding);
    }

    [Fact]
    public void Of_LargestAllowedArchitecture_DoesNotOverflow()
    {
        Architecture largest = new Gpt2Shape
        {
            HiddenSize = ArchitectureLimits.HiddenSize,
            Layers = [.. Enumerable.Repeat(new Gpt2Layer(ArchitectureLimits.FeedForwardSize, 1), ArchitectureLimits.Layers)],
            VocabularySize = ArchitectureLimits.VocabularySize,
            MaxSequenceLength = ArchitectureLimits.SequenceLength,
        };

        Assert.Empty(ArchitectureValidator.Validate(largest));
        Assert.True(largest.Parameters.Total > 0);
    }

    private static Architecture ToArchitecture(PublishedArchitecture row) => new Gpt2Shape
    {
        HiddenSize = row.HiddenSize,
        Layers = [.. row.FeedForwardSizes.Zip(row.HeadCounts, (f, h) => new Gpt2Layer(f, h))],
    };
}
