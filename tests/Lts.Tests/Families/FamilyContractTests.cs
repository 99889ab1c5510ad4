using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Lts.Contracts;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Onnx.Emission;
using Lts.Search.Sampling;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Families;

/// <summary>What holds for every family and every preset, whatever its dimensions.</summary>
public sealed class FamilyContractTests
{
    private const int Samples = 30;

    public static TheoryData<string> Presets => [.. SearchSpaces.All.Select(s => s.Name)];

    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Dimensions_HaveNamesOfTheirOwn_AndAreFoundByBoth(string name)
    {
        var family = ModelFamilies.Find(name)!;

        Assert.Equal(family.Dimensions.Length, family.Dimensions.Select(d => d.Name).Distinct().Count());
        Assert.Equal(family.Dimensions.Length, family.Dimensions.Select(d => d.SpaceField).Distinct().Count());
        Assert.All(family.Dimensions, d => Assert.Same(d, family.Find(d.Name)));
        Assert.All(family.Dimensions, d => Assert.Same(d, family.Find(d.SpaceField)));
    }

    /// <summary>A rule draws on what is decided before: search draws in the order of the dimensions.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Rules_DependOnEarlierDimensions(string name)
    {
        var family = ModelFamilies.Find(name)!;

        Assert.All([.. family.Rules, .. family.Ratios], rule => Assert.True(Place(family, rule.Given) < Place(family, rule.Subject)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Family_IsKnownWhereArchitecturesAreWrittenAndSearched(string name)
    {
        var family = ModelFamilies.Find(name)!;

        Assert.NotNull(GraphEmitters.Of(family));
        Assert.NotEmpty(SearchSpaces.All.Where(s => s.Family == family));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Space_ComesBack_FromItsStoredFormAndFromTheWire(string preset)
    {
        var space = SearchSpaces.Find(preset)!;
        var errors = new List<string>();
        var fromWire = SearchSpaceMapping.Read(
            Proto.SearchSpaceSpec.Parser.ParseFrom(SearchSpaceMapping.ToProto(space).ToByteArray()), required: true, errors);

        Assert.Empty(errors);
        Assert.All([Stored(space), fromWire], again => AssertEqual(space, again));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Architectures_AreValid_AndComeBackFromJsonAndFromTheWire(string preset)
    {
        foreach (var architecture in Sample(preset))
        {
            Assert.Empty(ArchitectureValidator.Validate(architecture));
            Assert.Equal(architecture, ArchitectureJson.Parse(Encoding.UTF8.GetBytes(ArchitectureJson.ToJson(architecture))));
            Assert.Equal(architecture, ArchitectureMapping.Read(Proto.Architecture.Parser.ParseFrom(ArchitectureMapping.ToProto(architecture).ToByteArray())));
            Assert.Equal(architecture, ArchitectureJson.Parse(Encoding.UTF8.GetBytes(
                ArchitectureFieldsMapping.Read(ArchitectureMapping.ToProto(architecture)).ToJsonString())));
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Ids_NameTheFamily_AndTellArchitecturesApart(string preset)
    {
        var architectures = Sample(preset);

        Assert.All(architectures, a => Assert.StartsWith(a.Family.Name + "_", a.Id, StringComparison.Ordinal));
        Assert.Equal(architectures.Count, architectures.Select(a => a.Id).Distinct().Count());
        foreach (var dimension in architectures[0].Family.Dimensions.Skip(1))
        {
            int other = Enumerable.Range(dimension.Bounds.Minimum, 3).First(v => !architectures[0].Values(dimension).Contains(v));
            Assert.NotEqual(architectures[0].Id, architectures[0].With(dimension, other).Id);
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Counts_AreWhatTheGraphHolds(string preset)
    {
        foreach (var architecture in Sample(preset))
        {
            var weights = WeightlessGraph.Emit(architecture, new GraphOptions()).Weights;
            long embedding = weights.Where(w => w.Role == WeightRole.Embedding).Sum(w => w.ElementCount);

            Assert.Equal(architecture.Parameters.Embedding, embedding);
            Assert.Equal(architecture.Parameters.Decoder, weights.Sum(w => w.ElementCount) - embedding);
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Cache_HasOneShapeForEachLayer(string preset) =>
        Assert.All(Sample(preset), a => Assert.Equal(a.LayerCount, DecoderCache.Of(a).Length));

    /// <summary>Every open dimension takes more than one value in a few dozen samples, and no dimension leaves its choices.</summary>
    [Theory]
    [MemberData(nameof(Presets))]
    public void Samples_UseWhatTheSpaceLeavesOpen(string preset)
    {
        var space = SearchSpaces.Find(preset)!;
        var architectures = SpaceSampler.Sample(space, seed: 5, 100);

        foreach (var dimension in space.Dimensions)
        {
            var values = architectures.SelectMany(a => a.Values(dimension.Dimension)).Distinct().ToList();

            Assert.All(values, value => Assert.True(dimension.Choices.Contains(value)));
            Assert.Equal(dimension.Choices.Count > 1, values.Count > 1);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void ImpossibleArchitecture_GivesEveryErrorAtOnce_ByItsFields(string name)
    {
        var family = ModelFamilies.Find(name)!;
        var needed = family.Dimensions.Where(d => d.Default is null).ToList();

        var errors = Assert.Throws<Lts.Domain.ValidationException>(
            () => ArchitectureJson.Parse(Encoding.UTF8.GetBytes($$"""{ "arch_type": "{{name}}", "no_such_field": 1 }"""))).Errors;

        Assert.All(needed, d => Assert.Contains(errors, e => e == $"{d.Name} is missing."));
        Assert.Contains(errors, e => e.Contains("no_such_field", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Architecture> Sample(string preset) => SpaceSampler.Sample(SearchSpaces.Find(preset)!, seed: 3, Samples);

    private static int Place(ModelFamily family, Dimension dimension) => family.Dimensions.IndexOf(family.Find(dimension.Name)!);

    private static SearchSpace Stored(SearchSpace space)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            SearchSpaceJson.Write(writer, space);
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return SearchSpaceJson.Read(document.RootElement);
    }

    private static void AssertEqual(SearchSpace expected, SearchSpace actual)
    {
        Assert.Equal(expected.Dimensions.AsEnumerable(), actual.Dimensions.AsEnumerable());
        Assert.Equal(expected.Ratios.AsEnumerable(), actual.Ratios.AsEnumerable());
        Assert.Equal(
            (expected.Name, expected.Family, expected.MinDecoderParameters, expected.MaxDecoderParameters),
            (actual.Name, actual.Family, actual.MinDecoderParameters, actual.MaxDecoderParameters));
    }
}
