namespace Lts.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Folders that hold nothing of ours: build outputs, npm packages, git's own.</summary>
    private static readonly HashSet<string> Skipped = ["artifacts", "node_modules", "bin", "obj", ".git", "TestResults"];

    /// <summary>The folder of lts-distributed.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Published tables to check against, beside the checkout; may be absent.</summary>
    public static string PublishedData { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>All files under a folder of the tree that match a pattern, as paths from the root with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files(string pattern, string under = "") =>
        [.. Walk(Path.Combine(Root, under), pattern)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The absolute path of a file named from the root.</summary>
    public static string Absolute(string path) => Path.Combine(Root, path);

    private static IEnumerable<string> Walk(string folder, string pattern)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var inner = Directory.EnumerateDirectories(folder).Where(inner => !Skipped.Contains(Path.GetFileName(inner)));
        return Directory.EnumerateFiles(folder, pattern).Concat(inner.SelectMany(child => Walk(child, pattern)));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "lts-distributed.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No lts-distributed.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
