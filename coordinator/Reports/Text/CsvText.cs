namespace Lts.Reports.Text;

/// <summary>Cells and lines of RFC 4180.</summary>
internal static class CsvText
{
    private const string LineEnd = "\r\n";

    /// <summary>
    /// Text that somebody else chose. Spreadsheets run a cell that begins with = + - or @ as a formula, also behind a tab or a line break,
    /// so an apostrophe is put before it (OWASP, CSV injection).
    /// </summary>
    public static string FromOutside(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    /// <summary>Writes one line, quoting the cells that need it.</summary>
    public static void WriteLine(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(Quote)));
        writer.Write(LineEnd);
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
