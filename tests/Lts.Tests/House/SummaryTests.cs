using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>Types and public members say what they are, internal ones too, and parameters say more than that they exist.</summary>
public sealed partial class SummaryTests
{
    [Fact]
    public void Declaration_HasASummary() => Assert.Empty(SourceTypes.Sources.SelectMany(SourceTypes.UndocumentedIn));

    [Fact]
    public void Parameter_IsExplained_NotOnlyNamed()
    {
        var empty =
            from source in SourceTypes.Sources
            from match in EmptyParameter().Matches(File.ReadAllText(Repository.Absolute(source)))
            select $"{source}: {match.Value}";

        Assert.Empty(empty);
    }

    /// <summary>"Which.", "The clock.", "The job's.", "See above.": words that tell nothing that the name and the type do not.</summary>
    [GeneratedRegex(
        @"<param name=""[^""]*"">(?:(?:The |An? |Its |Their )?\w+(?:'s)?|The command line|Another one|(?:See|As) (?:above|below)|The same)?"
        + @"[.?]?</param>")]
    private static partial Regex EmptyParameter();
}
