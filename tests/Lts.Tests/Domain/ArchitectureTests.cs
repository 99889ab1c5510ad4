using Lts.Domain.Architectures;

namespace Lts.Tests.Domain;

public sealed class ArchitectureTests
{
    private static readonly Architecture Sample = new()
    {
        HiddenSize = 256,
        Layers = [new DecoderLayer(1024, 4), new DecoderLayer(768, 8)],
        MaxSequenceLength = 192,
    };

    [Fact]
    public void Id_IsStableAcrossVersions() => Assert.Equal("gpt2_185d275300b64d0b612f", Sample.Id);

    [Fact]
    public void Id_EverythingThatChangesTheGraph_ChangesIt()
    {
        Architecture[] variants =
        [
            Sample,
            Sample with { HiddenSize = 512 },
            Sample with { VocabularySize = 50264 },
            Sample with { MaxSequenceLength = 1024 },
            Sample with { Layers = [new DecoderLayer(768, 8), new DecoderLayer(1024, 4)] },
            Sample with { Layers = [new DecoderLayer(1024, 8), new DecoderLayer(768, 4)] },
            Sample with { Layers = [new DecoderLayer(1024, 4)] },
        ];

        Assert.Equal(variants.Length, variants.Select(v => v.Id).Distinct().Count());
    }

    [Fact]
    public void Id_Dropout_DoesNotChangeIt() => Assert.Equal(Sample.Id, (Sample with { AttentionDropout = 0.1 }).Id);

    [Fact]
    public void With_AfterTheIdWasRead_NamesTheNewArchitecture()
    {
        var before = Sample.Id;

        Assert.NotEqual(before, (Sample with { HiddenSize = 320 }).Id);
    }

    [Fact]
    public void Equals_ComparesLayersByValue()
    {
        var same = Sample with { Layers = [.. Sample.Layers] };

        Assert.Equal(Sample, same);
        Assert.Equal(Sample.GetHashCode(), same.GetHashCode());
    }
}
