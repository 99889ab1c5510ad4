using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>One candidate's measurement, or why there is none.</summary>
internal static class MeasurementTable
{
    /// <summary>One fact a row; without an outcome the state is all there is.</summary>
    /// <param name="candidate">With its outcome, if it has one.</param>
    public static Table Create(Candidate candidate)
    {
        var table = StudyTable.Plain("fact", "value");
        StudyTable.Add(table, "architecture", candidate.Architecture.Id);
        StudyTable.Add(table, "device", candidate.DeviceName ?? candidate.DeviceClass);
        if (candidate.Measurement is { Latency: { } latency, Memory: { } memory } measurement)
        {
            StudyTable.Add(
                table, "latency", $"{Units.Ms(latency.LatencyMs)} (95 %: {Units.Ms(latency.LowMs)} to {Units.Ms(latency.HighMs)})");
            StudyTable.Add(
                table, "raw latency", $"median {Units.Ms(latency.P50Ms)}, p90 {Units.Ms(latency.P90Ms)}, min {Units.Ms(latency.MinMs)}");
            StudyTable.Add(table, "rounds", StudyTable.Number(latency.Rounds));
            StudyTable.Add(
                table, "peak memory", $"{Units.Mib(memory.PeakBytes)} ({Units.Mib(memory.PeakNetBytes)} net of the bare process)");
            foreach (var value in measurement.Further)
            {
                var metric = Metrics.Find(value.Metric);
                StudyTable.Add(table, metric?.Name ?? value.Metric, string.Create(CultureInfo.InvariantCulture, $"{value.Value:G4} {metric?.Unit}").TrimEnd());
            }

            StudyTable.Add(table, "verdict", WireNames.Of(measurement.Verdict));
        }
        else if (candidate.Failure is { } failure)
        {
            StudyTable.Add(table, "failed", $"{WireNames.Of(failure.Kind)}: {failure.Message}");
        }
        else
        {
            StudyTable.Add(table, "state", WireNames.Of(candidate.State));
        }

        return table;
    }
}
