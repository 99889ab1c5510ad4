using System.Text.RegularExpressions;

namespace Lts.Domain;

/// <summary>The one rule for names of devices, tags, classes and studies: they are typed in shells and become file names.</summary>
public static partial class FleetNames
{
    /// <summary>The rule, for messages.</summary>
    public const string Rule = "1 to 64 of the characters a-z, 0-9, '.', '_' and '-', beginning with a letter or digit";

    /// <summary>Whether a text is a name.</summary>
    public static bool IsValid(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
