using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Reports.Data;
using Lts.Reports.Text;

namespace Lts.Reports.Formats;

/// <summary>What a study found, for an issue, a wiki or a repository: facts, frontiers, failures, how to reproduce.</summary>
internal sealed class MarkdownReport : IReportRenderer
{
    private static readonly string[] FrontierHeaders =
    [
        Metrics.DecoderParameters.Label, Metrics.LatencyMs.Label, "95 % interval, ms", Metrics.PeakMemoryMiB.Label, "Verdict",
    ];

    /// <inheritdoc/>
    public string Format => "md";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        WriteFacts(writer, data);
        var further = FurtherObjectives.Of(data.Problem);
        var shape = ShapeDimensions.Of(data);
        foreach (var target in data.Targets)
        {
            WriteTarget(writer, target, shape, further);
        }

        foreach (var recipe in TrainingRecipe.Of(data))
        {
            WriteRecipe(writer, recipe, data);
        }

        writer.Write("## How to reproduce\n\nSave as `study.yaml` and run `lts study create -f study.yaml`:\n\n");
        writer.Write(MarkdownText.CodeBlock(data.StudyFile, "yaml"));
        writer.Write($"\nMade by lts-distributed {MarkdownText.Inline(data.ToolVersion)} at {Numbers.Moment(data.GeneratedTime)}.\n");
    }

    private static void WriteFacts(TextWriter writer, ReportData data)
    {
        writer.Write($"# Study {MarkdownText.Inline(data.StudyName)}\n\n");
        foreach (var (name, value) in StudyFacts.Of(data))
        {
            writer.Write($"- {name}: {MarkdownText.Inline(value)}\n");
        }

        writer.Write('\n');
    }

    private static void WriteTarget(TextWriter writer, ReportTarget target, IReadOnlyList<Dimension> shape, IReadOnlyList<Metric> further)
    {
        writer.Write($"## {MarkdownText.Inline(target.Title)}\n\n");
        writer.Write($"{MarkdownText.Inline(target.Description)} (class {MarkdownText.Inline(target.DeviceClass)}): ");
        writer.Write($"{target.MeasuredCount} measured, {target.FailedCount} failed");
        writer.Write(target.HasReferencePoint ? $", hypervolume {Numbers.Fixed(target.Hypervolume, 4)}.\n\n" : ".\n\n");
        var frontier = target.Frontier();
        if (frontier.Count == 0)
        {
            writer.Write("No candidate is on the frontier: nothing was measured, or nothing measured meets the constraints.\n\n");
        }
        else
        {
            MarkdownText.WriteTable(
                writer,
                [.. FrontierHeaders, .. shape.Select(d => d.Name), "Architecture", .. further.Select(m => m.ShortLabel)],
                frontier.Select(c => FrontierCells(c, shape, further)));
        }

        WriteFailures(writer, target.Failures());
    }

    /// <summary>A row for each candidate that was measured and trained, so that perplexity stands beside each device's figures.</summary>
    private static void WriteRecipe(TextWriter writer, TrainingRecipe recipe, ReportData data)
    {
        writer.Write($"## Trained models\n\n{MarkdownText.Inline(TrainingText.Recipe(recipe))}. ");
        writer.Write($"{MarkdownText.Inline(TrainingText.Correlation(recipe))}\n\n");
        MarkdownText.WriteTable(
            writer,
            [
                "Device", Metrics.DecoderParameters.Label, Metrics.LatencyMs.Label, Metrics.PeakMemoryMiB.Label,
                "Perplexity per token", "per word", "Bits per byte", "Architecture",
            ],
            data.Targets.SelectMany(target => recipe.Trained.SelectMany(trained => target.Candidates
                .Where(c => c.Measurement is not null && c.Architecture.Id == trained.Architecture.Id)
                .Select(c => TrainedCells(target, c, trained)))));
    }

    private static string[] TrainedCells(ReportTarget target, Candidate candidate, TrainedArchitecture trained)
    {
        var result = trained.Training.Result;
        return
        [
            target.Title,
            Cell(Metrics.DecoderParameters, candidate),
            Cell(Metrics.LatencyMs, candidate),
            Cell(Metrics.PeakMemoryMiB, candidate),
            Numbers.Significant(result.ValidationPerplexity),
            Numbers.Significant(result.WordPerplexity),
            Numbers.Significant(result.BitsPerByte),
            trained.Architecture.Id,
        ];
    }

    private static string[] FrontierCells(Candidate candidate, IReadOnlyList<Dimension> shape, IReadOnlyList<Metric> further)
    {
        var architecture = candidate.Architecture;
        var measurement = candidate.Measurement!;
        return
        [
            Cell(Metrics.DecoderParameters, candidate),
            Cell(Metrics.LatencyMs, candidate),
            $"{Numbers.Significant(measurement.Latency.LowMs)} – {Numbers.Significant(measurement.Latency.HighMs)}",
            Cell(Metrics.PeakMemoryMiB, candidate),
            WireNames.Of(measurement.Verdict),
            .. shape.Select(d => LayerText.All(architecture, d)),
            architecture.Id,
            .. further.Select(m => FurtherObjectives.Cell(m, candidate)),
        ];
    }

    private static string Cell(Metric metric, Candidate candidate) => MetricText.Of(metric, metric.ValueOf(candidate));

    private static void WriteFailures(TextWriter writer, IReadOnlyList<Candidate> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        writer.Write("Failures:\n\n");
        MarkdownText.WriteTable(
            writer,
            ["Architecture", "Device", "Kind", "Message"],
            failures.Select(c => new[] { c.Architecture.Id, c.DeviceName ?? "", WireNames.Of(c.Failure!.Kind), c.Failure.Message }));
    }
}
