using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Search.Sampling;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Models;

namespace Lts.Tests.Trainer.Models;

/// <summary>What holds for the module of every family, as FamilyContractTests does for the rest of it.</summary>
[Collection(TorchSerial.Name)]
public sealed class DecoderModelsTests
{
    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Name)];

    [TorchTheory]
    [MemberData(nameof(Families))]
    public void Module_HasTheParametersThatItsFamilyCounts(string name)
    {
        var space = SearchSpaces.All.First(s => s.Family == ModelFamilies.Find(name));
        var architecture = SpaceSampler.Sample(space, seed: 3, 30).MinBy(a => a.Parameters.Total)! with { VocabularySize = 100 };

        using var model = DecoderModels.Create(architecture, dropout: 0);

        Assert.Equal(architecture.Parameters.Total, model.parameters().Sum(p => p.numel()));
    }
}
