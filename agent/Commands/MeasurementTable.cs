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

        foreach (var value in measurement.Values)
        {
            var metric = Metrics.Find(value.Metric);
            string interval = value is { Low: { } low, High: { } high } ? $" ({Text(metric, low)} to {Text(metric, high)})" : "";
            Row(metric?.Label ?? value.Metric, $"{Text(metric, value.Value)}{interval}");
        }

        Row("Raw latency samples",
            $"median {latency.P50Ms:F2}, 90th percentile {latency.P90Ms:F2}, fastest {latency.MinMs:F2} ms, {latency.Rounds} rounds");
        Row("Latency against reference", $"{latency.Ratio:F3} x {latency.ReferenceMs:F2} ms");
        Row("Memory", $"{Mib(memory.PeakNetBytes):F1} MiB more than with no model, at most {Mib(memory.SessionPeakBytes):F1} MiB while loading");
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

    /// <summary>A value as its metric wants to be shown; its unit stands in the metric's label.</summary>
    private static string Text(Metric? metric, double value)
    {
        string format = metric?.Format switch
        {
            MetricFormat.Count => "N0",
            MetricFormat.Tenths => "F1",
            _ => Math.Abs(value) >= 1 ? "F2" : "F4",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static double Mib(long bytes) => bytes / MebibyteBytes;
}
