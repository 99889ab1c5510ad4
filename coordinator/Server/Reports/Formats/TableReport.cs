using Lts.Coordinator.Reports.Data;
using Lts.Coordinator.Reports.Text;
using Lts.Domain.Measurements;
using Lts.Search;
using Spectre.Console;

namespace Lts.Coordinator.Reports.Formats;

/// <summary>The frontier of each target as a table for the terminal.</summary>
internal sealed class TableReport : IReportRenderer
{
    private const int WidthWithoutTerminal = 120;
    private const int WidthOfAllColumns = 112;
    private const int WidthOfFurtherObjective = 12;
    private const string PerplexityHeader = "Perplexity";

    /// <summary>
    /// What a row shows; what is not essential is left out on a narrow terminal, so that ids stay whole. What gives way is left out there
    /// too when the study has further objectives.
    /// </summary>
    private static readonly Column[] Columns =
    [
        new("Decoder", Place.Essential, true, (c, _) => Numbers.Millions(c.Architecture.Parameters.Decoder)),
        new("Latency, ms", Place.Essential, true, (_, m) => Numbers.Significant(m.Latency.LatencyMs)),
        new("±", Place.Extra, true, (_, m) => Numbers.HalfWidth(m.Latency.LowMs, m.Latency.HighMs, m.Latency.LatencyMs)),
        new("Peak, MiB", Place.Essential, true, (_, m) => Numbers.Fixed(Numbers.MiB(m.Memory.PeakBytes), 1)),
        new(PerplexityHeader, Place.Essential, true, (c, _) => c.LatestTraining is { } t ? Numbers.Significant(t.Result.ValidationPerplexity) : ""),
        new("Verdict", Place.GivesWay, false, (_, m) => SnakeCase.Of(m.Verdict)),
        new("Shape", Place.GivesWay, true, (c, _) => $"{c.Architecture.LayerCount}×{c.Architecture.HiddenSize}"),
        new("d_inner", Place.Extra, true, (c, _) => LayerText.FeedForwardRange(c.Architecture)),
        new("n_head", Place.Extra, true, (c, _) => LayerText.HeadRange(c.Architecture)),
        new("Architecture", Place.Essential, false, (c, _) => c.Architecture.Id),
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
                console.Write(FrontierTable(frontier, ColumnsFor(frontier, FurtherObjectives.Of(data.Problem), console.Profile.Width)));
            }
        }

        foreach (var recipe in TrainingRecipe.Of(data))
        {
            console.Write(new Markup($"[bold]Trained[/]  {Safe(TrainingText.Recipe(recipe))}\n{Safe(TrainingText.Correlation(recipe))}\n"));
        }
    }

    private static string Summary(ReportTarget target, int frontierCount)
    {
        var summary = $"{target.MeasuredCount} measured, {target.FailedCount} failed, {frontierCount} on the frontier";
        return target.Hypervolume > 0 ? $"{summary}, hypervolume {Numbers.Fixed(target.Hypervolume, 4)}" : summary;
    }

    private static Column[] ColumnsFor(IReadOnlyList<ReportCandidate> frontier, IReadOnlyList<Metric> further, int width)
    {
        var known = frontier.Any(c => c.LatestTraining is not null) ? Columns : Columns.Where(c => c.Header != PerplexityHeader);
        var isWide = width >= WidthOfAllColumns + (WidthOfFurtherObjective * further.Count);
        var columns = known.Where(c => isWide || c.Place == Place.Essential || (c.Place == Place.GivesWay && further.Count == 0));
        var objectives = further.Select(
            metric => new Column(FurtherObjectives.Header(metric), Place.Essential, true, (c, _) => FurtherObjectives.Cell(metric, c.Architecture)));
        return [.. columns.SkipLast(1), .. objectives, Columns[^1]];
    }

    private static Table FrontierTable(IReadOnlyList<ReportCandidate> frontier, Column[] columns)
    {
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

    private enum Place
    {
        Essential,
        GivesWay,
        Extra,
    }

    private sealed record Column(string Header, Place Place, bool IsNumber, Func<ReportCandidate, CandidateMeasurement, string> Cell);
}
