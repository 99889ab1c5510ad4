namespace Lts.Search;

/// <summary>Checks of single settings; each yields no or one message that begins with the field's name.</summary>
internal static class FieldChecks
{
    /// <summary>
    /// Most candidates of a search, and most of anything counted in its settings: beyond what devices can measure, far from overflow.
    /// </summary>
    public const int MaxCount = 1_000_000;

    /// <summary>A count within bounds.</summary>
    public static IEnumerable<string> Count(string field, int value, int min)
    {
        if (value < min || value > MaxCount)
        {
            yield return $"{field} must be from {min} to {MaxCount:N0}, not {value}.";
        }
    }

    /// <summary>A probability.</summary>
    public static IEnumerable<string> Probability(string field, double value)
    {
        if (!(value >= 0 && value <= 1))
        {
            yield return $"{field} must be a probability from 0 to 1, not {value}.";
        }
    }

    /// <summary>The candidates that all settings of an algorithm ask for together.</summary>
    public static IEnumerable<string> Total(string algorithm, long candidates)
    {
        if (candidates > MaxCount)
        {
            yield return $"{algorithm} asks for up to {candidates:N0} candidates; at most {MaxCount:N0} are possible.";
        }
    }
}
