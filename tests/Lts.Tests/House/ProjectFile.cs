using System.Xml.Linq;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>What a csproj says of its project.</summary>
/// <param name="Name">The file's name without its ending: <c>Lts.Domain</c>.</param>
/// <param name="Path">The file, from the root.</param>
/// <param name="Projects">The names of the projects it references.</param>
/// <param name="Packages">The packages it references.</param>
internal sealed record ProjectFile(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>Every project of the tree.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } = [.. Repository.Files("*.csproj").Select(Read)];

    /// <summary>The project's folder, from the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>Whether the project stands in for a package.</summary>
    public bool IsStandIn => Path.StartsWith("third_party/", StringComparison.Ordinal);

    /// <summary>Whether the project tests others.</summary>
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Whether the reference table is about the project.</summary>
    public bool IsRoom => !IsStandIn && !IsTest;

    private static ProjectFile Read(string path)
    {
        var items = XDocument.Load(Repository.Absolute(path)).Descendants().ToList();
        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path,
            [.. Included(items, "ProjectReference").Select(file => System.IO.Path.GetFileNameWithoutExtension(file.Replace('\\', '/')))],
            [.. Included(items, "PackageReference")]);
    }

    private static IEnumerable<string> Included(IEnumerable<XElement> items, string kind) =>
        items.Where(item => item.Name.LocalName == kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
