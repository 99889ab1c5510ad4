using Lts.Reports.Text;

namespace Lts.Cli.StudyFiles;

/// <summary>Names of the contracts' enum values as users write and read them: <c>Metrics.LatencyMs</c> is <c>latency_ms</c>.</summary>
internal static class WireNames
{
    /// <summary>The name of a value; <c>unspecified</c> for 0, and for one that a newer coordinator knows, its number.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value);

    /// <summary>Every name but that of <c>UNSPECIFIED</c>.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Skip(1).Select(Of)];

    /// <summary>Finds a value by its name.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>().Skip(1))
        {
            if (Of(candidate) == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>What to write instead of a wrong name.</summary>
    public static string Choices<T>()
        where T : struct, Enum => string.Join(", ", All<T>());
}
