using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Reports.Data;
using Lts.Reports.Text;
using Spectre.Console;

namespace Lts.Reports.Formats;

/// <summary>The frontier of each target as a table for the terminal.</summary>
public sealed class TableReport : IReportRenderer
{
    private const int WidthOfAllColumns = 112;
    private const int WidthOfFurtherObjective = 12;
    private const int WidthWithPerplexity = 100;
    private const int RowsOfAScreen = 20;
    private const int FewestRows = 5;
    private const int BetweenColumns = 2;

    /// <summary>
    /// What a row shows; what is not essential is left out on a narrow terminal, so that ids stay whole. What gives way is left out there
    /// too when the study has further objectives, or trained candidates.
    /// </summary>
    private static readonly Column[] Columns =
    [
        Of(Metrics.DecoderParameters),
        Of(Metrics.LatencyMs),
        new("±", Place.Extra, true, (_, m) => Numbers.HalfWidth(m.Latency.LowMs, m.Latency.HighMs, m.Latency.LatencyMs)),
        Of(Metrics.PeakMemoryMiB),
        new("Verdict", Place.GivesWay, false, (_, m) => WireNames.Of(m.Verdict)),
        new("Shape", Place.GivesWay, true, (c, _) => $"{c.Architecture.LayerCount}×{c.Architecture.HiddenSize}"),
        new("Architecture", Place.Essential, false, (c, _) => c.Architecture.Id),
    ];

    /// <inheritdoc/>
    public string Format => "table";

    /// <summary>Whether a terminal gets every row too; otherwise it gets a summary and a screenful. Elsewhere every row is written.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Columns where the writer is not a terminal, which should be more than any table has; <see langword="null"/> for 80.</summary>
    public int? PlainWidth { get; init; }

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        var ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = ansi });
        if (!output.IsTerminal && PlainWidth is { } width)
        {
            console.Profile.Width = width;
        }

        Write(data, console, output.IsTerminal && !IsWhole);
    }

    /// <summary>Writes the tables to a console.</summary>
    /// <param name="data">What the tables show.</param>
    /// <param name="console">The console, whose width decides which columns there are.</param>
    /// <param name="isScreenful">Whether to begin with a summary and to leave out rows beyond a screenful, saying how many.</param>
    public static void Write(ReportData data, IAnsiConsole console, bool isScreenful = false)
    {
        var recipes = TrainingRecipe.Of(data);
        int most = isScreenful ? Math.Max(FewestRows, RowsOfAScreen / Math.Max(1, data.Targets.Length)) : int.MaxValue;
        if (isScreenful)
        {
            console.Write(new Markup($"[bold]{Safe(data.StudyName)}[/]  {Safe(StudySummary(data))}\n"));
        }

        foreach (var target in data.Targets)
        {
            var frontier = target.Frontier();
            console.Write(new Markup($"[bold]{Safe(target.Title)}[/]  {Safe(target.Description)}\n"));
            console.Write(new Markup($"[dim]{Safe(Summary(target, frontier.Count))}[/]\n"));
            foreach (string line in target.Quarantined.Select(CheckText.Of).Prepend(CheckText.Of(target.Checks)).Where(line => line.Length > 0))
            {
                console.Write(new Markup($"[dim]{Safe(line)}[/]\n"));
            }

            if (frontier.Count > 0)
            {
                var columns = ColumnsFor(frontier, ShapeDimensions.Of(data), recipes.FirstOrDefault(), FurtherObjectives.Of(data.Problem), console.Profile.Width);
                var shown = FrontierSample.Of(frontier, data.Problem, most);
                console.Write(FrontierTable(shown, Fit(frontier, columns, console.Profile.Width)));
                WriteRest(data, frontier, shown.Count, console);
            }
        }

        foreach (var recipe in recipes)
        {
            console.Write(new Markup($"[bold]Trained[/]  {Safe(TrainingText.Recipe(recipe))}\n{Safe(TrainingText.Correlation(recipe))}\n"));
        }
    }

    private static string Summary(ReportTarget target, int frontierCount)
    {
        var summary = $"{target.MeasuredCount} measured, {target.FailedCount} failed, {frontierCount} on the frontier";
        return target.HasReferencePoint ? $"{summary}, hypervolume {Numbers.Fixed(target.Hypervolume, 4)}" : summary;
    }

    private static string StudySummary(ReportData data) => string.Join(", ", new[]
    {
        WireNames.Of(data.State),
        Counted(data.Targets.Length, "device class", "device classes"),
        $"{data.Targets.Sum(t => t.MeasuredCount)} measured",
        $"{data.Targets.Sum(t => t.FailedCount)} failed",
        $"{data.Targets.Sum(t => t.Frontier().Count)} on the frontier",
    });

    private static string Counted(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    /// <summary>What a screenful leaves out, and how to see it.</summary>
    private static void WriteRest(ReportData data, IReadOnlyList<Candidate> frontier, int shownCount, IAnsiConsole console)
    {
        if (shownCount == frontier.Count)
        {
            return;
        }

        var knee = frontier[FrontierSample.KneeOf(frontier, data.Problem)].Architecture.Id;
        console.Write(new Markup(
            $"[dim]{shownCount} of {frontier.Count}, spread evenly; {frontier.Count - shownCount} more with --all or --format csv.[/]\n"
            + $"The knee, where the frontier bends most: {Safe(knee)}\n"));
    }

    /// <summary>Leaves out what cells wider than usual would make wrap.</summary>
    private static Column[] Fit(IReadOnlyList<Candidate> frontier, Column[] columns, int width) =>
    [
        .. ColumnFit.Choose(
            [
                .. columns.Select(column => new FitColumn(
                    frontier.Max(c => column.Cell(c, c.Measurement!).Length) is var cells && cells > column.Header.Length ? cells : column.Header.Length,
                    (int)column.Place)),
            ],
            width,
            BetweenColumns).Select(fit => columns[fit.Index]),
    ];

    private static Column[] ColumnsFor(
        IReadOnlyList<Candidate> frontier, IReadOnlyList<Dimension> shape, TrainingRecipe? recipe, IReadOnlyList<Metric> further, int width)
    {
        var perplexities = recipe?.Trained.ToDictionary(t => t.Architecture.Id, t => t.Training.Result.ValidationPerplexity) ?? [];
        var isTrained = frontier.Any(c => perplexities.ContainsKey(c.Architecture.Id)) && (further.Count == 0 || width >= WidthWithPerplexity);
        var isWide = width >= WidthOfAllColumns + (WidthOfFurtherObjective * (further.Count + (isTrained ? 1 : 0)));
        var hasRoom = further.Count == 0 && (!isTrained || width >= WidthWithPerplexity);
        var shapes = shape.Where(d => d.Name != CommonDimensions.LayerCount.Name && d.Name != CommonDimensions.HiddenSize.Name)
            .Select(d => new Column(d.Name, Place.Extra, true, (c, _) => LayerText.Range(c.Architecture, d)));
        var columns = Columns.SkipLast(1).Concat(shapes).Where(c => isWide || c.Place == Place.Essential || (c.Place == Place.GivesWay && hasRoom));
        var objectives = further.Select(
            metric => new Column(metric.ShortLabel, Place.Essential, true, (c, _) => FurtherObjectives.Cell(metric, c)));
        return [.. columns, .. isTrained ? [PerplexityColumn(perplexities)] : Array.Empty<Column>(), .. objectives, Columns[^1]];
    }

    private static Column Of(Metric metric) =>
        new(metric.ShortLabel, Place.Essential, true, (c, _) => MetricText.Of(metric, metric.ValueOf(c)));

    /// <summary>Of one recipe, because perplexities of several cannot be compared.</summary>
    private static Column PerplexityColumn(Dictionary<string, double> perplexities) => new(
        "Perplexity",
        Place.Essential,
        true,
        (c, _) => perplexities.TryGetValue(c.Architecture.Id, out var perplexity) ? Numbers.Significant(perplexity) : "");

    private static Table FrontierTable(IReadOnlyList<Candidate> frontier, Column[] columns)
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

    /// <summary>How soon a column is left out; as a number, its rank in <see cref="ColumnFit"/>.</summary>
    private enum Place
    {
        Essential = 0,
        GivesWay = 1,
        Extra = 2,
    }

    private sealed record Column(string Header, Place Place, bool IsNumber, Func<Candidate, CandidateMeasurement, string> Cell);
}
