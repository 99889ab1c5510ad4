using Lts.Trainer.Libtorch;

namespace Lts.Benchmarks.Trainer;

/// <summary>
/// A training step against the same model's in Python's PyTorch from the same weights: same libtorch, BLAS and threads, interleaved. Targets:
/// median of the pairs' ratios at most 1.0, losses equal to 1e-6.
/// </summary>
internal static class StepBenchmark
{
    public static void Run(TextWriter output, int pairs, int steps, int threads)
    {
        var size = new StepSize(Layers: 6, Hidden: 384, Heads: 6, Vocabulary: 8192, Length: 256, Batch: 8, threads);
        var folder = Directory.CreateTempSubdirectory("lts-step-").FullName;
        try
        {
            using var model = new StepModel(size);
            model.Save(folder);
            using var python = new PythonSteps(size, folder);
            output.WriteLine($"libtorch {TorchRuntime.Version}, PyTorch {python.Version}, {TorchRuntime.Blas}, {threads} threads");
            var (ours, theirs) = (Take(model, 2), python.Take(2));
            var (wall, cpu) = (new List<double>(), new List<double>());
            var difference = Difference(ours, theirs);
            output.WriteLine("pair  ours ms  PyTorch ms  ratio  ratio of processor time");
            for (var pair = 0; pair < pairs; pair++)
            {
                // Which comes first alternates, so that drift favours neither.
                if (pair % 2 == 0)
                {
                    (ours, theirs) = (Take(model, steps), python.Take(steps));
                }
                else
                {
                    theirs = python.Take(steps);
                    ours = Take(model, steps);
                }

                difference = Math.Max(difference, Difference(ours, theirs));
                wall.Add(Median(ours.Select(t => t.WallMs)) / Median(theirs.Select(t => t.WallMs)));
                cpu.Add(Median(ours.Select(t => t.CpuMs)) / Median(theirs.Select(t => t.CpuMs)));
                output.WriteLine(FormattableString.Invariant(
                    $"{pair + 1,4}  {Median(ours.Select(t => t.WallMs)),7:F0}  {Median(theirs.Select(t => t.WallMs)),10:F0}  {wall[^1],5:F3}  {cpu[^1]:F3}"));
            }

            output.WriteLine(FormattableString.Invariant(
                $"median ratio {Median(wall):F3} (processor time {Median(cpu):F3}); largest relative difference of {2 + (pairs * steps)} losses {difference:E1}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static List<StepTime> Take(StepModel model, int steps) => [.. Enumerable.Range(0, steps).Select(_ => model.Step())];

    private static double Difference(List<StepTime> a, List<StepTime> b) => a.Zip(b, (x, y) => Math.Abs(x.Loss - y.Loss) / y.Loss).Max();
}
