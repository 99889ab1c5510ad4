using Lts.Cli.Commands.Display;
using Lts.Reports.Text;
using Spectre.Console;

namespace Lts.Tests.Reports;

/// <summary>Which columns a narrow terminal keeps.</summary>
public sealed class ColumnFitTests
{
    private static readonly FitColumn[] Columns = [new(10, 0), new(30, 1, MayShorten: true), new(5, 2), new(5, 3)];

    [Fact]
    public void EnoughRoom_KeepsEverythingWhole() =>
        Assert.Equal([(0, 10), (1, 30), (2, 5), (3, 5)], ColumnFit.Choose(Columns, room: 54, between: 1));

    [Fact]
    public void TooLittleRoom_ShortensBeforeItDrops() =>
        Assert.Equal([(0, 10), (1, 20), (2, 5), (3, 5)], ColumnFit.Choose(Columns, room: 44, between: 1));

    [Fact]
    public void StillTooLittle_DropsTheHighestRankFirst() =>
        Assert.Equal([(0, 10), (1, 20), (2, 5)], ColumnFit.Choose(Columns, room: 38, between: 1));

    [Fact]
    public void NoRoomAtAll_KeepsWhatAlwaysStays() => Assert.Equal([(0, 10)], ColumnFit.Choose(Columns, room: 4, between: 1));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_OfLongCells_StaysWithinTheTerminal(int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        string[] row = ["pi-kitchen", "online", new string('c', 60), "one, two, three, four, five", "cpu", "4", "2026-01-02 03:04:05Z"];
        console.Write(FittingTable.Create(
            [("name", 0, false), ("state", 0, false), ("class", 2, true), ("tags", 4, true), ("provider", 6, false), ("threads", 7, false), ("last seen", 5, false)],
            [row],
            width));

        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Trim().Length > 0).ToList();
        Assert.Equal(3, lines.Count); // the header, its line, the row
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("pi-kitchen", lines[2], StringComparison.Ordinal);
    }
}
