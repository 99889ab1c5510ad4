using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Spectre.Console;

namespace Lts.Agent.Commands;

/// <summary>Shows a measurement to people.</summary>
internal static class MeasurementTable
{
    private const double MebibyteBytes = 1 << 20;

    /// <summary>Writes a table, and what the verdict means; of a failure one line.</summary>
    /// <param name="name">The model's file name, the table's title.</param>
    /// <param name="outcome">A measurement or a failure.</param>
    public static void Write(string name, MeasurementOutcome outcome)
    {
        if (outcome is MeasurementFailure failure)
        {
            AgentConsole.Output.MarkupLineInterpolated($"[red]{Spaced(failure.Kind)}[/]: {failure.Message}");
            return;
        }

        var measurement = (CandidateMeasurement)outcome;
        var (latency, memory, context) = (measurement.Latency, measurement.Memory, measurement.Context);
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Title = new TableTitle(Markup.Escape(name)) };
        table.AddColumns("", "");
        void Row(string label, FormattableString value) =>
            table.AddRow(Markup.Escape(label), Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));

        Row("Latency", $"{latency.LatencyMs:F2} ms ({latency.LowMs:F2} to {latency.HighMs:F2})");
        Row("Raw samples",
            $"median {latency.P50Ms:F2}, 90th percentile {latency.P90Ms:F2}, fastest {latency.MinMs:F2} ms, {latency.Rounds} rounds");
        Row("Against reference", $"{latency.Ratio:F3} x {latency.ReferenceMs:F2} ms");
        Row("Peak memory", $"{Mib(memory.PeakBytes):F1} MiB, {Mib(memory.PeakNetBytes):F1} MiB more than with no model");
        Row("Peak while loading", $"{Mib(memory.SessionPeakBytes):F1} MiB");
        foreach (var value in measurement.Further)
        {
            var metric = Metrics.Find(value.Metric);
            Row(metric?.Label ?? value.Metric, $"{value.Value:G4}");
        }

        var threads = context.Threads == 1 ? "thread" : "threads";
        Row("Setting", $"ONNX Runtime {context.OnnxRuntimeVersion}, {context.Provider}, {context.Threads} {threads}");
        Row("Time", $"{context.SessionCreateMs:F0} ms loading, {context.RunMs:F0} ms running, {context.OverheadMs:F0} ms overhead");
        AgentConsole.Output.Write(table);
        AgentConsole.Output.MarkupLineInterpolated($"Verdict: {Advice(measurement.Verdict)}");
    }

    private static string Advice(Verdict verdict) => verdict switch
    {
        Verdict.Trusted => "trusted, the interval is as narrow as asked for.",
        Verdict.Noisy => "noisy, the interval is wider than asked for. Close whatever else is running, or raise --max-rounds.",
        Verdict.Throttled => "throttled, the device slowed down while it was measured. Let it cool down, or fix its clock frequency.",
        Verdict.TimedOut => "timed out before the interval was as narrow as asked for. Raise --time-limit.",
        _ => Spaced(verdict),
    };

    private static string Spaced<T>(T value)
        where T : struct, Enum => WireNames.Of(value).Replace('_', ' ');

    private static double Mib(long bytes) => bytes / MebibyteBytes;
}
