namespace Lts.Tests.House;

/// <summary>A type's name means one thing in the whole tree, or the same role in several programs.</summary>
public sealed class TypeNameTests
{
    /// <summary>The same role in several programs: a verb, its options, the errors of its server.</summary>
    private static readonly string[] SameRole =
    [
        "GenerateCommand", "MeasureCommand", "MeasurementTable", "PlanOptions", "QuickstartCommand", "RpcErrors", "ServeCommand", "ServeOptions",
        "ServingLog", "TrainCommand",
    ];

    private static IReadOnlyList<string> Repeated { get; } =
    [
        .. SourceTypes.Sources.SelectMany(source => SourceTypes.TypesOf(source).Select(type => (type.Name, WholeOf(source)))).Distinct()
            .GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key).Order(StringComparer.Ordinal),
    ];

    /// <summary>The parts of one type are <c>Type.cs</c> and <c>Type.Part.cs</c>.</summary>
    private static string WholeOf(string source) => Path.Combine(Path.GetDirectoryName(source)!, Path.GetFileName(source).Split('.')[0]);

    [Fact]
    public void Name_StandsForOneType() => Assert.Empty(Repeated.Except(SameRole));

    [Fact]
    public void Exceptions_AreTakenOutWhenTheNameStandsOnce() => Assert.Empty(SameRole.Except(Repeated));
}
