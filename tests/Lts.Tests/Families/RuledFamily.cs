using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Tests.Families;

/// <summary>A family with three plain numbers of the model and one of each layer, and whatever rules a test wants between them.</summary>
internal sealed class RuledFamily : ModelFamily
{
    public RuledFamily(params DimensionRule[] rules)
        : base("ruled", "Ruled", [CommonDimensions.LayerCount, CommonDimensions.HiddenSize, First, Second, Third, Layered, CommonDimensions.VocabularySize, CommonDimensions.MaxSequenceLength])
        => Rules = [.. rules];

    public static Dimension First { get; } = Number("first");

    public static Dimension Second { get; } = Number("second");

    public static Dimension Third { get; } = Number("third");

    public static Dimension Layered { get; } = Number("layered") with { PerLayer = true };

    public override ParameterCount Count(Architecture architecture) => new(architecture.HiddenSize, architecture.VocabularySize);

    private static Dimension Number(string name) => new() { Name = name, Label = name, Title = name, Maximum = 1000, Default = 1 };
}
