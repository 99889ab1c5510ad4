using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>The declarations of our own sources, found by their text: outermost types, and public members one level below them.</summary>
internal static partial class SourceTypes
{
    /// <summary>Sources of the programs and libraries, from the root; third_party, tests and generated code are not among them.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. new[] { "agent", "coordinator", "shared", "trainer" }.SelectMany(folder => Repository.Files("*.cs", folder))];

    /// <summary>Every outermost type of a source.</summary>
    /// <param name="source">From the root.</param>
    /// <returns>Names, each with the number of its line from 0.</returns>
    public static IEnumerable<(string Name, int Line)> TypesOf(string source) =>
        LinesOf(source).Select((line, number) => (Match: Type().Match(line), number)).Where(found => found.Match.Success)
            .Select(found => (found.Match.Groups[1].Value, found.number));

    /// <summary>Every declaration of a source that needs a summary and has no comment: types, and public members that override nothing.</summary>
    /// <param name="source">From the root.</param>
    /// <returns>The declarations, each with its source and line from 1.</returns>
    public static IEnumerable<string> UndocumentedIn(string source)
    {
        var lines = LinesOf(source);
        return from number in Enumerable.Range(0, lines.Length)
               where Type().IsMatch(lines[number]) || PublicMember().IsMatch(lines[number])
               where !IsDocumented(lines, number)
               select $"{source}:{number + 1}: {lines[number].Trim()}";
    }

    /// <summary>A log's method needs none: its attribute holds the message.</summary>
    private static bool IsDocumented(string[] lines, int declaration)
    {
        for (int number = declaration - 1; number >= 0; number--)
        {
            if (!lines[number].EndsWith(']') || IsComment(lines[number]))
            {
                return IsComment(lines[number]);
            }

            while (number > 0 && !lines[number].TrimStart().StartsWith('['))
            {
                number--; // an attribute of several lines
            }

            if (lines[number].Contains("[LoggerMessage", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith("///", StringComparison.Ordinal);

    private static string[] LinesOf(string source) => File.ReadAllLines(Repository.Absolute(source));

    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:record\s+struct|record\s+class|class|record|struct|enum|interface)\s+([A-Z]\w*)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^    public (?!override )(?!.*\boperator\b)")]
    private static partial Regex PublicMember();
}
