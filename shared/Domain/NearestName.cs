namespace Lts.Domain;

/// <summary>Guesses what a mistyped name was meant to be.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest edits to the given one; <see langword="null"/> when none is close.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(name, k))).OrderBy(c => c.Distance).FirstOrDefault();
        var allowed = Math.Max(2, name.Length / 3);
        return best.Name is not null && best.Distance <= allowed ? best.Name : null;
    }

    /// <summary>What to try instead of a name that is not known, as the end of a sentence.</summary>
    public static string Hint(string? name, IReadOnlyCollection<string> known) =>
        name is not null && Of(name, known) is { } near ? $"did you mean {near}?" : $"choose {string.Join(", ", known)}.";

    /// <summary>Levenshtein's distance: insertions, deletions and substitutions of one character.</summary>
    internal static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
