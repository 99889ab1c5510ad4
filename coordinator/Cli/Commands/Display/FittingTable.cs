using Lts.Reports.Text;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>A table without decoration that leaves out or shortens columns where a terminal has no room for them.</summary>
internal static class FittingTable
{
    /// <summary>Padding on both sides of a cell, and the border between two columns.</summary>
    private const int Between = 3;

    /// <summary>Makes the table.</summary>
    /// <param name="columns">Headers, with the rank of each (0 stays, the highest goes first) and whether its cells may be cut.</param>
    /// <param name="rows">One cell a column each.</param>
    /// <param name="width">Columns of the terminal; <see langword="null"/> for output that is not one, which keeps everything.</param>
    public static Table Create(
        IReadOnlyList<(string Header, int Rank, bool MayShorten)> columns, IReadOnlyList<string[]> rows, int? width)
    {
        if (width is not { } room)
        {
            return Fill(StudyTable.Plain([.. columns.Select(c => c.Header)]), rows);
        }

        var fitting = ColumnFit.Choose(
            [.. columns.Select((c, i) => new FitColumn(rows.Select(row => row[i].Length).Append(c.Header.Length).Max(), c.Rank, c.MayShorten))],
            room - 1,
            Between);
        return Fill(
            StudyTable.Plain([.. fitting.Select(fit => columns[fit.Index].Header)]),
            [.. rows.Select(row => fitting.Select(fit => ColumnFit.Cut(row[fit.Index], fit.Width)).ToArray())]);
    }

    /// <summary>The width to fit into: that of a terminal, and nothing where output goes elsewhere.</summary>
    /// <param name="console">Where the table goes.</param>
    public static int? WidthOf(IAnsiConsole console) => console.Profile.Out.IsTerminal ? console.Profile.Width : null;

    private static Table Fill(Table table, IReadOnlyList<string[]> rows)
    {
        foreach (var row in rows)
        {
            StudyTable.Add(table, row);
        }

        return table;
    }
}
