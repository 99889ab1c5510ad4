using System.Text;

namespace Lts.Coordinator.Reports.Text;

/// <summary>Text from outside as GitHub's Markdown, where none of it can become a link, a tag or another cell.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*[]<>|~&";

    /// <summary>Escapes text that must stay on one line.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    /// <summary>A fenced block; the fence is longer than any run of backticks inside.</summary>
    public static string CodeBlock(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text, '`') + 1));
        return $"{fence}{language}\n{text.TrimEnd()}\n{fence}\n";
    }

    /// <summary>A table and an empty line; cells are escaped.</summary>
    public static void WriteTable(TextWriter writer, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        WriteRow(writer, headers);
        WriteRow(writer, [.. headers.Select(_ => "---")]);
        foreach (var row in rows)
        {
            WriteRow(writer, [.. row.Select(Inline)]);
        }

        writer.Write('\n');
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells) => writer.Write($"| {string.Join(" | ", cells)} |\n");

    private static int LongestRun(string text, char wanted)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
