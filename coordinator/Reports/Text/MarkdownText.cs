using System.Text;

namespace Lts.Reports.Text;

/// <summary>
/// Text from outside as GitHub's Markdown, where none of it can become a tag, another cell, or a link to a page, not even by itself as
/// https://… and www.… do. What GitHub makes of an e-mail address or an @name cannot be escaped.
/// </summary>
internal static class MarkdownText
{
    private const string Special = "\\`*[]<>|~&";

    /// <summary>Escapes text that must stay on one line.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (Special.Contains(text[i], StringComparison.Ordinal) || WouldLink(text, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(text[i]) ? ' ' : text[i]);
        }

        return escaped.ToString();
    }

    private static bool WouldLink(string text, int index) => text[index] switch
    {
        ':' => text.AsSpan(index).StartsWith("://"),
        '.' => text.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

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
