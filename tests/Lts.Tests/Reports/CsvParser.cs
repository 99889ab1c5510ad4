using System.Text;

namespace Lts.Tests.Reports;

/// <summary>Reads RFC 4180 strictly, independently of the writer under test.</summary>
internal static class CsvParser
{
    public static List<string[]> Parse(string text)
    {
        var lines = new List<string[]>();
        var cells = new List<string>();
        int at = 0;
        while (at < text.Length)
        {
            cells.Add(text[at] == '"' ? Quoted(text, ref at) : Bare(text, ref at));
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            lines.Add([.. cells]);
            cells.Clear();
        }

        return lines;
    }

    private static string Bare(string text, ref int at)
    {
        int start = at;
        while (text[at] is not (',' or '\r'))
        {
            Assert.False(text[at] is '"' or '\n', $"a bare cell holds {(int)text[at]} at {at}");
            at++;
        }

        return text[start..at];
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            cell.Append(text[at]);
            at += text[at] == '"' ? 1 : 0;
        }

        at++;
        return cell.ToString();
    }
}
