using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Trainings;
using Lts.Reports.Data;
using Lts.Reports.Text;

namespace Lts.Reports.Formats;

/// <summary>
/// Every candidate of every target, one per line (RFC 4180, CRLF, a header line). Items of a list are separated by spaces; what is not known is empty.
/// </summary>
public sealed class CsvReport : IReportRenderer
{
    /// <summary>The header line and how to fill a cell; text from outside is marked so that it can be neutralised.</summary>
    private static readonly (string Name, Func<ReportTarget, Candidate, string> Value)[] Columns =
    [
        ("device_class", (t, _) => CsvText.FromOutside(t.DeviceClass)),
        ("device", (_, c) => CsvText.FromOutside(c.DeviceName ?? "")),
        ("index", (_, c) => Numbers.Plain(c.Index)),
        ("generation", (_, c) => Numbers.Plain(c.Generation)),
        ("origin", (_, c) => WireNames.Of(c.Origin)),
        ("parents", (_, c) => CsvText.FromOutside(string.Join(' ', c.ParentIds))),
        ("architecture_id", (_, c) => c.Architecture.Id),
    ];

    /// <summary>What follows the dimensions of the architectures.</summary>
    private static readonly (string Name, Func<ReportTarget, Candidate, string> Value)[] FurtherColumns =
    [
        Of(Metrics.DecoderParameters),
        ("embedding_parameters", (_, c) => Numbers.Plain(c.Architecture.Parameters.Embedding)),
        Of(Metrics.TotalParameters),
        ("state", (_, c) => WireNames.Of(c.State)),
        ("attempts", (_, c) => Numbers.Plain(c.AttemptCount)),
        Of(Metrics.LatencyMs),
        ("latency_low_ms", (_, c) => Measured(c, m => m.Latency.LowMs)),
        ("latency_high_ms", (_, c) => Measured(c, m => m.Latency.HighMs)),
        ("p50_ms", (_, c) => Measured(c, m => m.Latency.P50Ms)),
        ("p90_ms", (_, c) => Measured(c, m => m.Latency.P90Ms)),
        ("min_ms", (_, c) => Measured(c, m => m.Latency.MinMs)),
        ("rounds", (_, c) => Measured(c, m => m.Latency.Rounds)),
        ("reference_ms", (_, c) => Measured(c, m => m.Latency.ReferenceMs)),
        Of(Metrics.PeakMemoryMiB),
        ("peak_memory_net_mib", (_, c) => Measured(c, m => Numbers.MiB(m.Memory.PeakNetBytes))),
        ("session_peak_memory_mib", (_, c) => Measured(c, m => Numbers.MiB(m.Memory.SessionPeakBytes))),
        ("verdict", (_, c) => c.Measurement is { } m ? WireNames.Of(m.Verdict) : ""),
        ("failure_kind", (_, c) => c.Failure is { } f ? WireNames.Of(f.Kind) : ""),
        ("failure_message", (_, c) => CsvText.FromOutside(c.Failure?.Message ?? "")),
        ("feasible", (_, c) => c.IsFeasible ? "true" : "false"),
        ("on_frontier", (_, c) => c.IsOnFrontier ? "true" : "false"),
        ("start_time", (_, c) => Moment(c, x => x.StartTime)),
        ("end_time", (_, c) => Moment(c, x => x.EndTime)),
        Of(Metrics.ModelMiB),
        ("training_id", (_, c) => CsvText.FromOutside(c.LatestTraining?.TrainingId ?? "")),
        ("recipe_sha256", (_, c) => CsvText.FromOutside(c.LatestTraining?.RecipeSha256 ?? "")),
        ("training_steps", (_, c) => Trained(c, r => r.Steps)),
        ("training_tokens", (_, c) => Trained(c, r => r.Tokens)),
        ("validation_perplexity", (_, c) => Trained(c, r => r.ValidationPerplexity)),
        ("word_perplexity", (_, c) => Trained(c, r => r.WordPerplexity)),
        ("bits_per_byte", (_, c) => Trained(c, r => r.BitsPerByte)),
        .. Metrics.Added.Select(Of), // columns are only added, at the end
    ];

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(ReportData data, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(data);
        Write(data, data.Targets.SelectMany(target => target.Candidates.Select(candidate => (target, candidate))), writer);
    }

    /// <summary>Writes candidates as they come, and keeps none.</summary>
    /// <param name="data">The study, its targets, and enough of its candidates to know their families.</param>
    /// <param name="candidates">By target, in the order of <paramref name="data"/>, and by index.</param>
    /// <param name="writer">Receives the text.</param>
    public static void Write(ReportData data, IEnumerable<Candidate> candidates, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(data);
        var targets = data.Targets.ToDictionary(target => target.DeviceClass, StringComparer.Ordinal);
        Write(data, candidates.Where(c => targets.ContainsKey(c.DeviceClass)).Select(c => (targets[c.DeviceClass], c)), writer);
    }

    private static void Write(ReportData data, IEnumerable<(ReportTarget Target, Candidate Candidate)> rows, TextWriter writer)
    {
        var shape = ShapeDimensions.Of(data).Select(d => (d.Name, Value: (Func<ReportTarget, Candidate, string>)((_, c) => LayerText.All(c.Architecture, d))));
        var columns = Columns.Concat(shape).Concat(FurtherColumns).ToList();
        CsvText.WriteLine(writer, columns.Select(c => c.Name));
        foreach (var (target, candidate) in rows)
        {
            CsvText.WriteLine(writer, columns.Select(c => c.Value(target, candidate)));
        }
    }

    private static (string Name, Func<ReportTarget, Candidate, string> Value) Of(Metric metric) =>
        (metric.Name, (_, c) => metric.ValueOf(c) is var value && double.IsNaN(value) ? "" : Numbers.Plain(value));

    private static string Measured(Candidate candidate, Func<CandidateMeasurement, double> value) =>
        candidate.Measurement is { } measurement ? Numbers.Plain(value(measurement)) : "";

    private static string Trained(Candidate candidate, Func<TrainingResult, double> value) =>
        candidate.LatestTraining is { } training ? Numbers.Plain(value(training.Result)) : "";

    private static string Moment(Candidate candidate, Func<MeasurementContext, DateTimeOffset> time) =>
        candidate.Outcome?.Context is { } context && time(context) != default ? Numbers.Moment(time(context)) : "";
}
