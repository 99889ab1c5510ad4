using Lts.Domain;

namespace Lts.Search;

/// <summary>Checks of single settings; each yields no or one message that begins with the field's name.</summary>
internal static class FieldChecks
{
    /// <summary>A count within bounds.</summary>
    public static IEnumerable<string> Count(string field, int value, int min, int max = Limits.CandidateCount)
    {
        if (value < min || value > max)
        {
            yield return $"{field} must be from {min} to {max:N0}, not {value}.";
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
        if (candidates > Limits.CandidateCount)
        {
            yield return $"{algorithm} asks for up to {candidates:N0} candidates; at most {Limits.CandidateCount:N0} are possible.";
        }
    }

    /// <summary>The candidates of the largest generation, which are proposed and held together.</summary>
    /// <param name="fields">The settings that make it, as users find them.</param>
    /// <param name="candidates">How many those ask for.</param>
    public static IEnumerable<string> Generation(string fields, long candidates)
    {
        if (candidates > Limits.GenerationSize)
        {
            yield return $"{fields}: a generation of {candidates:N0} candidates is too large; at most {Limits.GenerationSize:N0} are possible.";
        }
    }
}
