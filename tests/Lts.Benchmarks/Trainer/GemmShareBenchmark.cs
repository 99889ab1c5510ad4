using System.Diagnostics;
using Lts.Trainer.Libtorch;
using static TorchSharp.torch;

namespace Lts.Benchmarks.Trainer;

/// <summary>
/// How much of the machine's own rate of matrix products a whole step reaches (target: 60 %), and whether memory stays as it is over many
/// steps. The rate is the best of several products of 1,024 × 1,024 matrices between the steps; the step's share is of the median step.
/// </summary>
internal static class GemmShareBenchmark
{
    public static void Run(TextWriter output, int threads, int steps)
    {
        var size = new StepSize(Layers: 6, Hidden: 384, Heads: 6, Vocabulary: 8192, Length: 256, Batch: 8, threads);
        using (var model = new StepModel(size))
        {
            model.Step();
            var (rates, times) = (new List<double>(), new List<double>());
            for (var round = 0; round < 10; round++)
            {
                rates.Add(Rate());
                times.Add(model.Step().WallMs);
            }

            var rate = rates.Max();
            var reached = size.Operations / StepBenchmark.Median(times) / 1e6;
            output.WriteLine($"libtorch {TorchRuntime.Version}, {TorchRuntime.Blas}, {threads} threads");
            output.WriteLine(FormattableString.Invariant(
                $"sgemm {rate:F0} GFLOP/s; step {StepBenchmark.Median(times):F0} ms, {reached:F0} GFLOP/s: {100 * reached / rate:F0} %"));
        }

        // Small steps, so that there can be many; the model is the same.
        using (var model = new StepModel(size with { Length = 64, Batch = 2 }))
        {
            output.WriteLine("step   live tensors  resident MiB  allocator's mappings");
            for (var step = 1; step <= steps; step++)
            {
                model.Step();
                if (step == 10 || step % Math.Max(1, steps / 5) == 0)
                {
                    output.WriteLine(FormattableString.Invariant(
                        $"{step,5}  {TorchRuntime.LiveTensors,12}  {Resident(),12:F0}  {CpuAllocator.Current.Mappings,20}"));
                }
            }
        }
    }

    /// <summary>GFLOP/s of the best of several products.</summary>
    private static double Rate()
    {
        using var scope = NewDisposeScope();
        const int N = 1024;
        var (a, b) = (randn(N, N), randn(N, N));
        a.matmul(b).Dispose();
        var best = double.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            a.matmul(b).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * N * N * N / best / 1e9;
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / (double)(1 << 20);
    }
}
