using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Tests.Domain;

public sealed class ArchitectureTests
{
    private static readonly Gpt2Shape Sample = new Gpt2Shape
    {
        HiddenSize = 256,
        Layers = [new Gpt2Layer(1024, 4), new Gpt2Layer(768, 8)],
        MaxSequenceLength = 192,
    };

    [Fact]
    public void Id_IsStableAcrossVersions() => Assert.Equal("gpt2_185d275300b64d0b612f", Sample.ToArchitecture().Id);

    [Fact]
    public void Id_EverythingThatChangesTheGraph_ChangesIt()
    {
        Architecture[] variants =
        [
            Sample,
            Sample with { HiddenSize = 512 },
            Sample with { VocabularySize = 50264 },
            Sample with { MaxSequenceLength = 1024 },
            Sample with { Layers = [new Gpt2Layer(768, 8), new Gpt2Layer(1024, 4)] },
            Sample with { Layers = [new Gpt2Layer(1024, 8), new Gpt2Layer(768, 4)] },
            Sample with { Layers = [new Gpt2Layer(1024, 4)] },
        ];

        Assert.Equal(variants.Length, variants.Select(v => v.Id).Distinct().Count());
    }

    [Fact]
    public void Id_Dropout_DoesNotChangeIt() => Assert.Equal(Sample.ToArchitecture().Id, (Sample.ToArchitecture() with { AttentionDropout = 0.1 }).Id);

    [Fact]
    public void With_AfterTheIdWasRead_NamesTheNewArchitecture()
    {
        var architecture = Sample.ToArchitecture();
        var before = architecture.Id;

        Assert.NotEqual(before, (architecture with { VocabularySize = 320 }).Id);
        Assert.NotEqual(before, architecture.With(CommonDimensions.HiddenSize, 320).Id);
    }

    [Fact]
    public void Equals_ComparesLayersByValue()
    {
        var (first, same) = (Sample.ToArchitecture(), (Sample with { Layers = [.. Sample.Layers] }).ToArchitecture());

        Assert.Equal(first, same);
        Assert.Equal(first.GetHashCode(), same.GetHashCode());
    }
}
