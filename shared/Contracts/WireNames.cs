using System.Text.Json;

namespace Lts.Contracts;

/// <summary>
/// Names of enum values as users, files and tables spell them: <c>Metric.LatencyMs</c> is <c>latency_ms</c>. The value 0 is the contracts'
/// <c>UNSPECIFIED</c>, which nobody writes.
/// </summary>
public static class WireNames
{
    /// <summary>The name of a value; for one that only a newer program knows, its number.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Every name that may be written.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Values<T>().Select(Of)];

    /// <summary>Finds a value by its name.</summary>
    /// <returns><see langword="false"/> when no value has it.</returns>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Values<T>())
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

    private static IEnumerable<T> Values<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(value => !value.Equals(default(T)));
}
