using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>Types and public members say what they are, internal ones too, and parameters say more than that they exist.</summary>
public sealed partial class SummaryTests
{
    /// <summary>Rooms where some declarations have no comment yet. Take rooms out; put none in.</summary>
    private static readonly string[] NotDocumentedYet =
    [
        "coordinator/Server/Rpc/",
        "coordinator/Server/Storage/", "coordinator/Server/Studies/",
    ];

    /// <summary>Rooms where some parameters are explained by a single word. Take rooms out; put none in.</summary>
    private static readonly string[] OneWordYet =
    [
        "coordinator/Server/Fleet/", "coordinator/Server/Storage/", "coordinator/Server/Studies/",
        "coordinator/Server/Trainings/",
    ];

    private static IReadOnlyList<string> Undocumented { get; } = [.. SourceTypes.Sources.SelectMany(SourceTypes.UndocumentedIn)];

    private static IReadOnlyList<string> OneWord { get; } =
    [
        .. from source in SourceTypes.Sources
           from match in EmptyParameter().Matches(File.ReadAllText(Repository.Absolute(source)))
           select $"{source}: {match.Value}",
    ];

    [Fact]
    public void Declaration_HasASummary() => Assert.Empty(Undocumented.Where(found => !IsIn(NotDocumentedYet, found)).ToList());

    [Fact]
    public void Parameter_IsExplained_NotOnlyNamed() => Assert.Empty(OneWord.Where(found => !IsIn(OneWordYet, found)).ToList());

    [Fact]
    public void Exceptions_AreTakenOutWhenTheRoomIsDone()
    {
        Assert.Empty(NotDocumentedYet.Where(room => !Undocumented.Any(found => IsIn([room], found))).ToList());
        Assert.Empty(OneWordYet.Where(room => !OneWord.Any(found => IsIn([room], found))).ToList());
    }

    private static bool IsIn(string[] rooms, string found) => rooms.Any(room => found.StartsWith(room, StringComparison.Ordinal));

    /// <summary>"Which.", "See above.": words that tell nothing that the name does not.</summary>
    [GeneratedRegex(@"<param name=""[^""]*"">(?:\w+|See above|See below|As above|The same)?[.?]?</param>")]
    private static partial Regex EmptyParameter();
}
