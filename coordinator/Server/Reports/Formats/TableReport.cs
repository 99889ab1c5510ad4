using Lts.Coordinator.Reports.Data;
using Lts.Coordinator.Reports.Text;
using Spectre.Console;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The frontier of each target as a table for the terminal.</summary>
internal sealed class TableReport : IReportRenderer
{
    private const int WidthWithoutTerminal = 120;

    /// <inheritdoc/>
    public string Format => "table";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
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
                console.Write(FrontierTable(frontier));
            }
        }
    }

    private static string Summary(ReportTarget target, int frontierCount)
    {
        var summary = $"{target.MeasuredCount} measured, {target.FailedCount} failed, {frontierCount} on the frontier";
        return target.Hypervolume > 0 ? $"{summary}, hypervolume {Numbers.Fixed(target.Hypervolume, 4)}" : summary;
    }

    private static Table FrontierTable(IReadOnlyList<ReportCandidate> frontier)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns(Right("Decoder"), Right("Total"), Right("Latency, ms"), Right("±"), Right("Peak, MiB"), new TableColumn("Verdict"));
        table.AddColumns(Right("Layers"), Right("d_model"), Right("d_inner"), Right("n_head"), new TableColumn("Architecture").NoWrap());
        foreach (var candidate in frontier)
        {
            table.AddRow(Cells(candidate).Select(cell => new Markup(Safe(cell))));
        }

        return table;
    }

    private static string[] Cells(ReportCandidate candidate)
    {
        var architecture = candidate.Architecture;
        var measurement = candidate.Measurement!;
        var latency = measurement.Latency;
        return
        [
            Numbers.Millions(architecture.Parameters.Decoder),
            Numbers.Millions(architecture.Parameters.Total),
            Numbers.Significant(latency.LatencyMs),
            Numbers.HalfWidth(latency.LowMs, latency.HighMs, latency.LatencyMs),
            Numbers.Fixed(Numbers.MiB(measurement.Memory.PeakBytes), 1),
            SnakeCase.Of(measurement.Verdict),
            Numbers.Plain(architecture.LayerCount),
            Numbers.Plain(architecture.HiddenSize),
            LayerText.FeedForwardRange(architecture),
            LayerText.HeadRange(architecture),
            architecture.Id,
        ];
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();

    private static string Safe(string text) => Markup.Escape(PlainText.WithoutControls(text));
}
