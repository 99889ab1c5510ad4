namespace Lts.Tests.Support;

/// <summary>Places of the checkout that the tests run from.</summary>
internal static class Repository
{
    /// <summary>The folder of lts-distributed.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Published tables to check against, beside the checkout; may be absent.</summary>
    public static string PublishedData { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

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
