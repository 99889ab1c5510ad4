namespace Lts.Hosting.Terminals;

/// <summary>One line of a terminal that is drawn over and over, and wiped at the end.</summary>
/// <param name="writer">Where the line is drawn; a terminal.</param>
/// <param name="width">Its columns at this moment: a longer line would wrap and pile up.</param>
public sealed class StatusLine(TextWriter writer, Func<int> width) : IDisposable
{
    private const int FewestColumns = 40;

    private int _drawn;

    /// <summary>The line of standard error, as wide as the terminal is when it is drawn.</summary>
    public static StatusLine OnStandardError() => new(Console.Error, () => Math.Max(Console.BufferWidth, FewestColumns));

    /// <summary>Draws the line in place of what it showed.</summary>
    /// <param name="text">One line; what does not fit is cut off. Empty wipes it.</param>
    public void Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var most = Math.Max(1, width() - 1);
        var shown = text.Length <= most ? text : text[..most];
        writer.Write($"\r{shown.PadRight(Math.Min(_drawn, most))}\r{shown}");
        writer.Flush();
        _drawn = shown.Length;
    }

    /// <summary>Writes a line that stays, above this one.</summary>
    /// <param name="text">One or more lines.</param>
    public void Note(string text)
    {
        Show("");
        writer.WriteLine(text);
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_drawn > 0)
        {
            Show("");
        }
    }
}
