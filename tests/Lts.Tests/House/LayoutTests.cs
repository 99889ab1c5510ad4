using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>What keeps the tree readable.</summary>
public sealed class LayoutTests
{
    private const int LongestReadme = 35;
    private const int LongestSource = 400;

    /// <summary>Rooms that hold no project of their own, or more than one.</summary>
    private static readonly string[] OtherRooms = ["third_party", "tests", "trainer"];

    public static TheoryData<string> Rooms =>
        [.. ProjectFile.All.Where(project => !project.IsTest).Select(project => project.Folder).Concat(OtherRooms).Distinct()];

    /// <summary>The globs of the outer project would take the inner one's files too.</summary>
    [Fact]
    public void Project_NeverLiesAboveAnother()
    {
        var pairs = from outer in ProjectFile.All
                    from inner in ProjectFile.All
                    where inner.Folder.StartsWith(outer.Folder + "/", StringComparison.Ordinal)
                    select $"{outer.Path} lies above {inner.Path}";

        Assert.Empty(pairs);
    }

    [Fact]
    public void Folder_HoldsAtMostOneProject() =>
        Assert.Empty(ProjectFile.All.GroupBy(project => project.Folder).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_HasAShortReadme(string room)
    {
        var readme = Repository.Absolute(Path.Combine(room, "README.md"));

        Assert.True(File.Exists(readme), $"{room}/README.md is missing: say what lives there, what may not, and what always holds.");
        var lines = File.ReadAllLines(readme).Length;
        Assert.True(lines <= LongestReadme, $"{room}/README.md has {lines} lines; {LongestReadme} are allowed.");
    }

    [Fact]
    public void Source_IsShort()
    {
        var sources = Repository.Files("*.cs").Where(source => !source.StartsWith("third_party/", StringComparison.Ordinal)).ToList();
        var tooLong = sources.Where(source => File.ReadLines(Repository.Absolute(source)).Count() > LongestSource);

        Assert.NotEmpty(sources);
        Assert.Empty(tooLong);
    }
}
