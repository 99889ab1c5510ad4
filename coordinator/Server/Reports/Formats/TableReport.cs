using Lts.Coordinator.Reports.Data;
using Lts.Coordinator.Reports.Text;
using Lts.Domain.Measurements;
using Spectre.Console;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The frontier of each target as a table for the terminal.</summary>
internal sealed class TableReport : IReportRenderer
{
    private const int WidthWithoutTerminal = 120;
    private const int WidthOfAllColumns = 112;

    /// <summary>What a row shows; what is not essential is left out on a narrow terminal, so that ids stay whole.</summary>
    private static readonly Column[] Columns =
    [
        new("Decoder", true, true, (c, _) => Numbers.Millions(c.Architecture.Parameters.Decoder)),
        new("Latency, ms", true, true, (_, m) => Numbers.Significant(m.Latency.LatencyMs)),
        new("±", false, true, (_, m) => Numbers.HalfWidth(m.Latency.LowMs, m.Latency.HighMs, m.Latency.LatencyMs)),
        new("Peak, MiB", true, true, (_, m) => Numbers.Fixed(Numbers.MiB(m.Memory.PeakBytes), 1)),
        new("Verdict", true, false, (_, m) => SnakeCase.Of(m.Verdict)),
        new("Shape", true, true, (c, _) => $"{c.Architecture.LayerCount}×{c.Architecture.HiddenSize}"),
        new("d_inner", false, true, (c, _) => LayerText.FeedForwardRange(c.Architecture)),
        new("n_head", false, true, (c, _) => LayerText.HeadRange(c.Architecture)),
        new("Architecture", true, false, (c, _) => c.Architecture.Id),
    ];

    /// <inheritdoc/>
    public string Format => "table";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        var ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = ansi });
        if (!output.IsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        Write(data, console);
    }

    /// <summary>Writes the tables to a console.</summary>
    public static void Write(ReportData data, IAnsiConsole console)
    {
        foreach (var target in data.Targets)
        {
            var frontier = target.Frontier();
            console.Write(new Markup($"[bold]{Safe(target.Title)}[/]  {Safe(target.Description)}\n"));
            console.Write(new Markup($"[dim]{Safe(Summary(target, frontier.Count))}[/]\n"));
            if (frontier.Count > 0)
            {
                console.Write(FrontierTable(frontier, console.Profile.Width >= WidthOfAllColumns));
            }
        }
    }

    private static string Summary(ReportTarget target, int frontierCount)
    {
        var summary = $"{target.MeasuredCount} measured, {target.FailedCount} failed, {frontierCount} on the frontier";
        return target.Hypervolume > 0 ? $"{summary}, hypervolume {Numbers.Fixed(target.Hypervolume, 4)}" : summary;
    }

    private static Table FrontierTable(IReadOnlyList<ReportCandidate> frontier, bool isWide)
    {
        var columns = Columns.Where(c => isWide || c.IsEssential).ToArray();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (header, _, isNumber, _) in columns)
        {
            var column = new TableColumn(header).NoWrap().Padding(0, header == columns[^1].Header ? 0 : 1);
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var candidate in frontier)
        {
            table.AddRow(columns.Select(c => new Markup(Safe(c.Cell(candidate, candidate.Measurement!)))));
        }

        return table;
    }

    private static string Safe(string text) => Markup.Escape(PlainText.WithoutControls(text));

    private sealed record Column(string Header, bool IsEssential, bool IsNumber, Func<ReportCandidate, CandidateMeasurement, string> Cell);
}
