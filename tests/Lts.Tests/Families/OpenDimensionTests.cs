using System.Text;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Search;
using Lts.Search.Sampling;
using Lts.Tests.Search;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Families;

/// <summary>Spaces that leave open what the presets fix, and fix what they leave open.</summary>
public sealed class OpenDimensionTests
{
    [Fact]
    public void Vocabulary_CanBeSearched_ByWritingARange()
    {
        var space = SearchSpaces.Gpt2Quickstart.With(CommonDimensions.VocabularySize, new IntChoices(new IntRange(2048, 8192, 2048)));

        Assert.Equal([2048, 4096, 6144, 8192], SpaceSampler.Sample(space, 1, 60).Select(a => a.VocabularySize).Distinct().Order());
    }

    [Fact]
    public void FeedForwardSize_PerLayer_LeavesHeadsAlike()
    {
        var space = SearchSpaces.Gpt2Paper.WithPerLayer(false).With(
            Gpt2Family.FeedForwardSize, SearchSpaces.Gpt2Paper[Gpt2Family.FeedForwardSize].Choices, perLayer: true);
        var architectures = SpaceSampler.Sample(space, 1, 20);

        Assert.All(architectures, a => Assert.Single(a.Values(Gpt2Family.HeadCount).Distinct()));
        Assert.Contains(architectures, a => a.Values(Gpt2Family.FeedForwardSize).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("{ preset: gpt2-quickstart, vocabulary_size: { min: 1024, max: 4096, step: 1024 } }", "vocab_size", "1024 2048 3072 4096")]
    [InlineData("{ preset: gpt2-quickstart, max_sequence_length: [64, 128] }", "max_sequence_length", "64 128")]
    [InlineData("{ preset: gpt2-quickstart, n_layer: 3 }", "n_layer", "3")]
    [InlineData("{ preset: gpt2-quickstart, feed_forward_size: [128, 512] }", "d_inner", "128 512")]
    [InlineData("{ family: gpt2, n_layer: 2, d_model: 64, d_inner: 128, n_head: [2, 4] }", "n_head", "2 4")]
    public void StudyFile_SaysAnyDimension_AsOneValueAListOrARange(string space, string dimension, string values)
    {
        var read = Read(space);

        Assert.Equal(values, string.Join(' ', Values(read[read.Family.Find(dimension)!].Choices)));
    }

    [Fact]
    public void StudyFile_NamesTheDimensionsThatLayersChoose()
    {
        var read = Read("{ preset: gpt2-paper, per_layer: [feed_forward_size] }");

        Assert.True(read[Gpt2Family.FeedForwardSize].PerLayer);
        Assert.False(read[Gpt2Family.HeadCount].PerLayer);
    }

    [Theory]
    [InlineData("{ preset: gpt2-paper, vocabulary_size: many }", "space.vocabulary_size must be a whole number")]
    [InlineData("{ preset: gpt2-paper, per_layer: [vocabulary_size] }", "space.per_layer must be true, false, or a list of feed_forward_size, head_counts")]
    [InlineData("{ preset: gpt2-paper, family: gpt2 }", "space.family does not go with a preset")]
    [InlineData("{ family: gpt3 }", "there is no family called gpt3")]
    public void StudyFile_WithNonsense_IsToldSo(string space, string expected) =>
        Assert.Contains(expected, Assert.Throws<UserErrorException>(() => Read(space)).Message, StringComparison.Ordinal);

    [Fact]
    public void ArchaisFlexibleGpt2_IsReadAsArchaiWritesIt()
    {
        var architecture = Parse("""{ "arch_type": "gpt2-flex", "n_layer": 4, "d_model": 64, "d_inner": [128, 256], "n_head": [2], "primer_square": false }""");

        Assert.Same(Gpt2Family.Instance, architecture.Family);
        Assert.Equal<int>([128, 256, 128, 128], architecture.Values(Gpt2Family.FeedForwardSize));
        Assert.Equal<int>([2, 2, 2, 2], architecture.Values(Gpt2Family.HeadCount));
    }

    [Fact]
    public void ArchaisFlexibleGpt2_WithAnotherActivation_IsRefused()
    {
        var e = Assert.Throws<ValidationException>(
            () => Parse("""{ "arch_type": "gpt2-flex", "n_layer": 1, "d_model": 8, "d_inner": 8, "n_head": 1, "primer_square": true }"""));

        Assert.Equal("primer_square is true; only false is supported.", Assert.Single(e.Errors));
    }

    [Fact]
    public void FamilyThatIsNotKnown_IsRefused_NotTakenForAGpt2()
    {
        var message = ArchitectureMapping.ToProto(new Gpt2Shape { HiddenSize = 8, Layers = [new(8, 1)] });
        message.FamilyName = "mamba";

        Assert.Contains("'mamba' is unknown", Assert.Throws<ValidationException>(() => ArchitectureMapping.Read(message)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two dimensions open over all legal values are four thousand million pairs: none of them is tried.</summary>
    [Fact]
    public void HiddenSizesAndHeads_OpenOverEverythingLegal_AreReadAtOnce()
    {
        var all = new IntChoices(new IntRange(1, ArchitectureLimits.HiddenSize));
        var space = SearchSpaces.Gpt2Quickstart.With(CommonDimensions.HiddenSize, all).With(Gpt2Family.HeadCount, all)
            .With(Gpt2Family.FeedForwardSize, new IntChoices(new IntRange(1, ArchitectureLimits.FeedForwardSize)));

        Assert.Empty(SearchSpaceValidator.Validate(space));
        Assert.All(SpaceSampler.Sample(space, 1, 5), a => Assert.Empty(ArchitectureValidator.Validate(a)));
    }

    [Fact]
    public void SpaceThatBeginsWithAFamily_SaysEveryDimensionWithoutADefault()
    {
        var message = Assert.Throws<UserErrorException>(() => Read("{ family: gpt2, n_layer: 2 }")).Message;
        var errors = new List<string>();
        SearchSpaceMapping.Read(new Proto.SearchSpaceSpec { Family = "gpt2" }, required: true, errors);

        Assert.All(["hidden_size", "feed_forward_size", "head_counts"], field => Assert.Contains($"space.{field} is missing", message, StringComparison.Ordinal));
        Assert.Equal(4, errors.Count(e => e.Contains("is missing", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("n_layer", 2_000_000_000, "")]
    [InlineData("n_layer", -1, "")]
    [InlineData("no_such_dimension", 1, "")]
    [InlineData("vocab_size", 0, "many")]
    public void HostileDimensions_OfAnArchitecture_AreNamedErrors(string name, int value, string word)
    {
        var message = ArchitectureMapping.ToProto(new Gpt2Shape { HiddenSize = 8, Layers = [new(8, 1)] });
        message.Dimensions.Add(new Proto.DimensionValues { Name = name, Values = { value }, Names = { word.Length > 0 ? [word] : Array.Empty<string>() } });

        Assert.NotEmpty(Assert.Throws<ValidationException>(() => ArchitectureMapping.Read(message)).Errors);
    }

    [Fact]
    public void LayersWithoutEnd_AreRefused_BeforeAnythingIsMade()
    {
        var message = ArchitectureMapping.ToProto(new Gpt2Shape { HiddenSize = 8, Layers = [new(8, 1)] });
        message.Layers.Add(Enumerable.Repeat(new Proto.DecoderLayer(), 500_000));

        Assert.Contains("500001", Assert.Throws<ValidationException>(() => ArchitectureMapping.Read(message)).Message, StringComparison.Ordinal);
    }

    /// <summary>One that cannot be built would be stored, and could not be read again.</summary>
    [Fact]
    public void GivenArchitectures_ThatAreImpossible_AreNamed()
    {
        var impossible = new Gpt2Shape { HiddenSize = 100, Layers = [new(8, 3)], AttentionDropout = double.NaN };
        var empty = new Gpt2Shape { HiddenSize = int.MaxValue, Layers = [] };
        var errors = SearchProblemValidator.Validate(
            Problems.In(SearchSpaces.Gpt2Paper), new FixedCandidatesOptions { Architectures = [impossible, empty] });

        Assert.Contains(errors, e => e.StartsWith("fixed.architectures[0]: n_head of layer 0 is 3", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("fixed.architectures[0]: dropatt", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("fixed.architectures[1]: n_layer", StringComparison.Ordinal));
    }

    private static Architecture Parse(string json) => ArchitectureJson.Parse(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<int> Values(IntChoices choices) => Enumerable.Range(0, choices.Count).Select(i => choices[i]);

    private static SearchSpace Read(string space)
    {
        var file = StudyFile.Parse($"space: {space}\nalgorithm: random\n", json: false, "study.yaml", folder: ".");
        file.Check(file.Draft);
        return file.Draft.ToSpec().Space;
    }
}
