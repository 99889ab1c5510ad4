namespace Lts.Reports.Text;

/// <summary>Decides which columns of a table a terminal has room for, and how wide each may be. Knows no console.</summary>
public static class ColumnFit
{
    /// <summary>The fewest characters that a shortened column keeps, the ellipsis among them.</summary>
    public const int FewestCharacters = 16;

    /// <summary>
    /// Shortens what may be shortened as long as that is enough, else leaves out the column of the highest rank (of equal ones the last), and
    /// tries again. Columns of rank 0 always stay, so a very narrow terminal still wraps.
    /// </summary>
    /// <param name="columns">The columns from left to right.</param>
    /// <param name="room">Characters for all cells and what stands between them.</param>
    /// <param name="between">Characters that each column takes beside its cells: padding and its share of the border.</param>
    /// <returns>The columns that stay, in order, each with the width of its cells.</returns>
    public static IReadOnlyList<(int Index, int Width)> Choose(IReadOnlyList<FitColumn> columns, int room, int between)
    {
        var kept = Enumerable.Range(0, columns.Count).ToList();
        while (true)
        {
            int excess = kept.Sum(i => columns[i].Width + between) - room;
            int spare = kept.Sum(i => Spare(columns[i]));
            bool nothingToDrop = kept.All(i => columns[i].Rank == 0);
            if (excess <= spare || nothingToDrop)
            {
                return Shorten(columns, kept, excess);
            }

            kept.Remove(kept.Last(i => columns[i].Rank == kept.Max(k => columns[k].Rank)));
        }
    }

    /// <summary>Cuts a text to a width, with an ellipsis in place of what is lost.</summary>
    /// <param name="text">One line.</param>
    /// <param name="width">Characters, at least 1.</param>
    public static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");

    /// <summary>The widest column gives a character at a time, so that the short ones stay whole.</summary>
    private static List<(int Index, int Width)> Shorten(IReadOnlyList<FitColumn> columns, List<int> kept, int excess)
    {
        var widths = kept.ToDictionary(i => i, i => columns[i].Width);
        for (; excess > 0; excess--)
        {
            var widest = kept.Where(i => columns[i].MayShorten && widths[i] > FewestCharacters).OrderByDescending(i => widths[i]).Take(1).ToList();
            if (widest.Count == 0)
            {
                break;
            }

            widths[widest[0]]--;
        }

        return [.. kept.Select(i => (i, widths[i]))];
    }

    private static int Spare(FitColumn column) => column.MayShorten ? Math.Max(0, column.Width - FewestCharacters) : 0;
}
