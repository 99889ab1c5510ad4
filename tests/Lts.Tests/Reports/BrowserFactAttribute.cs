using Lts.Tests.Support;

namespace Lts.Tests.Reports;

/// <summary>A test in Chromium, driven by playwright-core under Node.js; skipped where one of the three is missing.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium is null)
        {
            Skip = "Chromium is not installed (Debian: apt-get install chromium), and LTS_CHROMIUM names none";
        }
        else if (!Directory.Exists(PlaywrightCore))
        {
            Skip = "playwright-core is not installed (npm ci --ignore-scripts in tests/npm)";
        }
        else if (FindOnPath("node") is null)
        {
            Skip = "node is not on the PATH";
        }
    }

    public static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("LTS_CHROMIUM") ?? FindOnPath("chromium") ?? FindOnPath("google-chrome");

    public static string PlaywrightCore { get; } = Path.Combine(Repository.Root, "tests", "npm", "node_modules", "playwright-core");

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
