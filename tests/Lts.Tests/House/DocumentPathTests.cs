using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>What documents name is there: paths, links, and the types of the code.</summary>
public sealed partial class DocumentPathTests
{
    /// <summary>Records of decisions tell of their own day and are not rewritten; golden files are output.</summary>
    private static readonly string[] NotKeptUp = ["docs/decisions/0", "tests/Lts.Tests/Golden/Files/"];

    /// <summary>Paths that begin as one of ours does and mean something else: files below the golden folder.</summary>
    private static readonly string[] NotOurs = ["coordinator/coordinator.db", "coordinator/verbs", "trainer/service"];

    /// <summary>Names in the form of a type that are somebody else's, and a word of a test's name.</summary>
    private static readonly string[] NamesOfOthers = ["DemoReport", "DeveloperTools", "LiteDB", "NeurIPS"];

    private static readonly HashSet<string> TopFolders =
        [.. Repository.Files("*").Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file[..file.IndexOf('/', StringComparison.Ordinal)])];

    public static TheoryData<string> Documents => [.. KeptUp];

    private static IReadOnlyList<string> KeptUp { get; } =
    [
        .. Repository.Files("*.md").Where(file => !file.StartsWith('.') && !NotKeptUp.Any(start => file.StartsWith(start, StringComparison.Ordinal))),
    ];

    /// <summary>This file is left out, for it names what is nowhere else.</summary>
    private static HashSet<string> Words { get; } =
    [
        nameof(DocumentPathTests),
        .. new[] { "*.cs", "*.proto", "*.js", "*.c", "*.cpp", "*.props", "*.targets" }.SelectMany(pattern => Repository.Files(pattern))
            .Where(file => !file.EndsWith(nameof(DocumentPathTests) + ".cs", StringComparison.Ordinal))
            .SelectMany(file => Word().Matches(File.ReadAllText(Repository.Absolute(file))).Select(match => match.Value)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Path_OfTheRepository_Exists(string document)
    {
        var paths = PathFromTheRoot().Matches(Text(document)).Select(match => match.Value.TrimEnd('.'))
            .Where(path => TopFolders.Contains(path[..path.IndexOf('/', StringComparison.Ordinal)]));

        Assert.Empty(paths.Except(NotOurs).Where(path => !Exists(path) && !Exists(Beside(document, path))).ToList());
    }

    /// <summary>A room's README names its folders and files as they are called inside the room.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void FolderOrSource_OfARoom_Exists(string document)
    {
        if (document.StartsWith("docs/", StringComparison.Ordinal) || !document.Contains('/', StringComparison.Ordinal))
        {
            return;
        }

        var names = InBackticks().Matches(Text(document)).Select(match => match.Groups[1].Value).Where(name => FolderOrSource().IsMatch(name));
        var inside = Repository.Files("*.cs", Path.GetDirectoryName(document)!).Select(file => Path.GetFileName(file)!).ToHashSet();

        Assert.Empty(names.Where(name => !Exists(name) && !Exists(Beside(document, name)) && !inside.Contains(name)).ToList());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Link_ToAFile_LeadsSomewhere(string document)
    {
        var links = Link().Matches(Text(document)).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal));

        Assert.Empty(links.Where(link => !Exists(Beside(document, link))).ToList());
    }

    /// <summary>Also in drawings and listings: a word that begins as types do, with a second capital after small letters.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Type_ThatADocumentNames_IsInTheCode(string document)
    {
        var names = TypeName().Matches(Text(document)).Select(match => match.Value);

        Assert.Empty(names.Except(NamesOfOthers).Except(Words));
    }

    [Fact]
    public void Exceptions_AreTakenOutWhenNothingNamesThem() => Assert.Empty(
        NotOurs.Concat(NamesOfOthers).Where(name => !KeptUp.Any(document => Text(document).Contains(name, StringComparison.Ordinal))).ToList());

    private static string Text(string document) => File.ReadAllText(Repository.Absolute(document));

    private static string Beside(string document, string path) => Path.Combine(Path.GetDirectoryName(document)!, path);

    private static bool Exists(string path) => Path.Exists(Repository.Absolute(path));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w/.\-])[a-z]\w*(?:/[\w.\-]+)+")]
    private static partial Regex PathFromTheRoot();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex(@"^[\w\-.]+(?:/[\w\-.]+)*/$|^[\w\-.]+(?:/[\w\-.]+)*\.cs$")]
    private static partial Regex FolderOrSource();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z]\w*")]
    private static partial Regex TypeName();
}
