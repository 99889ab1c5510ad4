using Lts.Agent.Inference;
using Lts.Agent.Measurement;
using Lts.Domain.Measurements;

namespace Lts.Benchmarks.Measurement;

/// <summary>
/// The same candidates measured 10 times among others, by the agent's own code path. Targets: relative standard deviation at most 3 % for
/// latency and 1 % for memory, at most 500 ms around each measurement.
/// </summary>
internal static class RepeatabilityBenchmark
{
    private const int Times = 10;
    private const double MebibyteBytes = 1 << 20;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("lts-bench-").FullName;
        try
        {
            var time = TimeProvider.System;
            var facts = await DeviceSurvey.MakeAsync(new InferenceSettings(), folder, time, CancellationToken.None);
            using var measurer = new CandidateMeasurer(new MeasurerOptions { DataFolder = folder }, facts, time);
            await measurer.PrepareAsync(CancellationToken.None);
            (int Layers, int HiddenSize)[] models = [(2, 128), (4, 256), (8, 320), (6, 512)];
            var measured = models.Select(_ => new List<CandidateMeasurement>()).ToList();
            for (var i = 0; i < Times; i++)
            {
                for (var m = 0; m < models.Length; m++)
                {
                    var graph = BenchmarkGraphs.Emit(models[m].Layers, models[m].HiddenSize).Bytes;
                    var outcome = await measurer.MeasureAsync(graph, new MeasurementPlan(), null, CancellationToken.None);
                    measured[m].Add(outcome as CandidateMeasurement ?? throw new InvalidOperationException($"{outcome}"));
                }
            }

            await output.WriteLineAsync(
                "model   latency ms   RSD   raw median's RSD  peak MiB   RSD    rounds "
                + " create+run ms  around ms (largest)  verdicts");
            foreach (var (model, all) in models.Zip(measured))
            {
                await output.WriteLineAsync(Row($"{model.Layers}x{model.HiddenSize}", all));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Row(string name, List<CandidateMeasurement> all)
    {
        var latency = Spread(all.Select(m => m.Latency.LatencyMs));
        var raw = Spread(all.Select(m => m.Latency.P50Ms));
        var memory = Spread(all.Select(m => m.Memory.PeakBytes / MebibyteBytes));
        double[] around = [.. all.Select(m => m.Context.OverheadMs)];
        var rounds = all.Average(m => m.Latency.Rounds);
        var work = all.Average(m => m.Context.SessionCreateMs + m.Context.RunMs);
        var verdicts = string.Join(", ", all.GroupBy(m => m.Verdict).Select(g => $"{g.Count()} {g.Key}"));
        return FormattableString.Invariant(
            $"{name,-7} {latency.Mean,9:F2}  {latency.Rsd,5:P1}  {raw.Rsd,14:P1}  {memory.Mean,9:F1}  {memory.Rsd,5:P2}")
            + FormattableString.Invariant(
                $"  {rounds,7:F0}  {work,13:F0}  {around.Average(),9:F0} ({around.Max():F0})  {verdicts}");
    }

    private static (double Mean, double Rsd) Spread(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)) / mean);
    }
}
