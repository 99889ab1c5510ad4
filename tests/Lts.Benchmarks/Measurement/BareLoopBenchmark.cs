using System.Diagnostics;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Jobs;
using Lts.Agent.Measurement.Rules;
using Lts.Onnx;

namespace Lts.Benchmarks.Measurement;

/// <summary>
/// The agent's loop (rounds with the reference between) against a bare ONNX Runtime loop on the same graph, interleaved in one process.
/// Target: ratio within 1.00 ± 0.03.
/// </summary>
internal static class BareLoopBenchmark
{
    private const int Blocks = 30;
    private const int RunsPerBlock = 5;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("lts-bench-").FullName;
        try
        {
            var sessions = new SessionFactory(new InferenceSettings());
            using var reference = sessions.Load(await BenchmarkGraphs.WriteAsync(ReferenceGraph.Bytes, folder));
            await output.WriteLineAsync("model     agent ms  bare ms  ratio  95 % interval");
            foreach (var (layers, hiddenSize) in ((int, int)[])[(2, 128), (4, 256), (6, 512), (12, 768)])
            {
                var graph = await BenchmarkGraphs.WriteAsync(BenchmarkGraphs.Emit(layers, hiddenSize).Bytes, folder);
                using var candidate = sessions.Load(graph);
                using var bare = new BareLoop(graph);
                Compare($"{layers}x{hiddenSize}", candidate.Run, reference.Run, bare, output);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string name, Action candidate, Action reference, BareLoop bare, TextWriter output)
    {
        bare.Run(RunsPerBlock);
        AgentLoop(candidate, reference);
        var (agentMs, bareMs) = (new double[Blocks], new double[Blocks]);
        for (var block = 0; block < Blocks; block++)
        {
            // Which comes first alternates, so that drift favours neither.
            if (block % 2 == 0)
            {
                bareMs[block] = Quantile.Of(bare.Run(RunsPerBlock), 0.5);
            }

            agentMs[block] = Quantile.Of(AgentLoop(candidate, reference), 0.5);
            if (block % 2 == 1)
            {
                bareMs[block] = Quantile.Of(bare.Run(RunsPerBlock), 0.5);
            }
        }

        double[] ratios = [.. agentMs.Zip(bareMs, (a, b) => a / b)];
        var ratio = MedianInterval.Of(ratios);
        var (agent, plain) = (Quantile.Of(agentMs, 0.5), Quantile.Of(bareMs, 0.5));
        output.WriteLine(FormattableString.Invariant(
            $"{name,-8}  {agent,8:F2} {plain,8:F2}  {ratio.Median:F3}  {ratio.Low:F3} to {ratio.High:F3}"));
    }

    private static ReadOnlySpan<double> AgentLoop(Action candidate, Action reference)
    {
        var rule = new StoppingRule(RunsPerBlock, RunsPerBlock, RelativeMargin: 0, TimeSpan.MaxValue);
        var log = new RoundLog(output: null);
        LatencyJob.RunRounds(candidate, reference, rule, log, Stopwatch.GetTimestamp());
        return log.CandidateMs;
    }
}
