using Lts.Contracts;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Contracts;

/// <summary>What only a newer coordinator knows is shown by its name, and never taken for something else.</summary>
public sealed class NewerCoordinatorTests
{
    private const string Id = "mamba_0123456789abcdef0123";

    [Fact]
    public void Candidate_OfAnUnknownFamily_KeepsItsName_ItsId_AndItsCounts()
    {
        var read = CandidateMapping.Read(Candidate(new Proto.Architecture
        {
            FamilyName = "mamba",
            HiddenSize = 48,
            Layers = { new Proto.DecoderLayer(), new Proto.DecoderLayer() },
            Dimensions = { new Proto.DimensionValues { Name = "d_state", Values = { 16 } } },
        })).Architecture;

        Assert.Equal(new UnknownFamily("mamba"), read.Family);
        Assert.Equal(Id, read.Id);
        Assert.Equal(new ParameterCount(1000, 500), read.Parameters);
        Assert.Equal((2, 48), (read.LayerCount, read.HiddenSize));
        Assert.Contains("\"arch_type\":\"mamba\"", ArchitectureJson.ToJson(read).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Architectures_OfAnUnknownFamily_AreEqual_WhereTheirIdsAndCountsAreToo()
    {
        var family = new UnknownFamily("mamba");
        var one = Architecture.AsSent(family, Id, new ParameterCount(1000, 500), 2, []);

        Assert.Equal(one, Architecture.AsSent(family, Id, new ParameterCount(1000, 500), 2, []));
        Assert.NotEqual(one, Architecture.AsSent(family, Id + "0", new ParameterCount(1000, 500), 2, []));
        Assert.NotEqual(one, Architecture.AsSent(family, Id, new ParameterCount(1000, 501), 2, []));
    }

    [Fact]
    public void Candidate_WithAnUnknownDimension_IsNotShownAsIfItHadNone()
    {
        var message = ArchitectureMapping.ToProto(new Gpt2Shape { HiddenSize = 8, Layers = [new(8, 1)] });
        message.Dimensions.Add(new Proto.DimensionValues { Name = "rotary", Names = { "true" } });

        var read = CandidateMapping.Read(Candidate(message)).Architecture;

        Assert.Equal(new UnknownFamily("gpt2"), read.Family);
        Assert.Equal(Id, read.Id);
        Assert.Contains("newer version", read.Family.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidate_OfAFamilyThatTheEnumGained_HasItsNumberForAName() =>
        Assert.Equal("7", CandidateMapping.Read(Candidate(new Proto.Architecture { Family = (Proto.ModelFamily)7 })).Architecture.Family.Name);

    [Fact]
    public void Candidate_OfAKnownFamily_IsReadAsEver()
    {
        Architecture known = new Gpt2Shape { HiddenSize = 8, Layers = [new(8, 1)] };

        var read = CandidateMapping.Read(Candidate(ArchitectureMapping.ToProto(known))).Architecture;

        Assert.Equal((known, known.Id, known.Parameters), (read, read.Id, read.Parameters));
    }

    [Fact]
    public void Space_OfAnUnknownFamilyOrPreset_KeepsItsName()
    {
        var family = Read(new Proto.SearchSpaceSpec { Family = "mamba", HiddenSize = new Proto.IntRange { Min = 8, Max = 64 } }).Space;
        var preset = Read(new Proto.SearchSpaceSpec { Preset = "mamba-small" }).Space;

        Assert.Equal(("mamba", "mamba"), (family.Name, family.Family.Name));
        Assert.Equal((8, 64), (family[CommonDimensions.HiddenSize].Choices.Min, family[CommonDimensions.HiddenSize].Choices.Max));
        Assert.Equal("mamba-small", preset.Name);
        Assert.DoesNotContain(family.Dimensions.Concat(preset.Dimensions), d => d.Dimension.PerLayer); // nothing of GPT-2's
    }

    [Theory]
    [InlineData("", "gpt2", "gpt2")]
    [InlineData("gpt2-paper", "", "gpt2-paper")]
    public void Space_OfAKnownFamily_WithADimensionThatIsNot_IsNotShownAsIfItHadNone(string preset, string family, string name)
    {
        var space = Read(new Proto.SearchSpaceSpec
        {
            Preset = preset,
            Family = family,
            HiddenSize = new Proto.IntRange { Min = 8, Max = 64 },
            Dimensions = { new Proto.DimensionChoices { Name = "rotary", Names = { "true", "false" } } },
        }).Space;

        Assert.Equal((name, new UnknownFamily("gpt2")), (space.Name, space.Family));
        Assert.Contains("newer version", space.Family.Label, StringComparison.Ordinal);
        Assert.Equal((8, 64), (space[CommonDimensions.HiddenSize].Choices.Min, space[CommonDimensions.HiddenSize].Choices.Max));
    }

    [Fact]
    public void Space_OfAKnownFamily_IsReadAsEver()
    {
        var read = Read(SearchSpaceMapping.ToProto(SearchSpaces.Gpt2Archai)).Space;

        Assert.Equal((SearchSpaces.Gpt2Archai.Name, SearchSpaces.Gpt2Archai.Family), (read.Name, read.Family));
        Assert.Equal(SearchSpaces.Gpt2Archai.Dimensions.AsEnumerable(), read.Dimensions.AsEnumerable());
    }

    [Fact]
    public void GivenArchitectures_OfAnUnknownFamily_DoNotHideTheStudy()
    {
        var spec = StudySpecMapping.ReadAsSent(new Proto.StudySpec
        {
            Fixed = new Proto.FixedCandidates { Architectures = { new Proto.Architecture { FamilyName = "mamba" } } },
        });

        Assert.Equal("mamba", Assert.Single(Assert.IsType<FixedCandidatesOptions>(spec.Algorithm).Architectures).Family.Name);
    }

    [Fact]
    public void Algorithm_ThatIsNotKnown_IsNotTakenForTheDefault() =>
        Assert.Equal("unknown", Read(new Proto.SearchSpaceSpec { Preset = "gpt2-paper" }).Algorithm.Name);

    [Fact]
    public void Training_OfAnUnknownFamily_DoesNotHideTheOthers()
    {
        var training = TrainingMapping.Read(new Proto.Training
        {
            Id = "t-1",
            ArchitectureId = Id,
            Spec = new Proto.JobSpec { Architecture = new Proto.Architecture { FamilyName = "mamba" } },
        });

        Assert.Equal((Id, "mamba"), (training.Spec.Architecture.Id, training.Spec.Architecture.Family.Name));
    }

    private static StudySpec Read(Proto.SearchSpaceSpec space) => StudySpecMapping.ReadAsSent(new Proto.StudySpec { Space = space });

    private static Proto.Candidate Candidate(Proto.Architecture architecture) => new()
    {
        Id = "s1.0.0",
        StudyId = "s1",
        ArchitectureId = Id,
        Architecture = architecture,
        Parameters = new Proto.ParameterCount { Decoder = 1000, Embedding = 500 },
    };
}
