using System.Diagnostics;
using System.Globalization;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Emission;

/// <summary>How large weightless graphs of the paper's space are and how long writing them takes; how fast a pool is filled.</summary>
public static class EmissionBenchmark
{
    private const int ArchitectureCount = 2_000;
    private const int PoolElements = 1 << 24;

    /// <summary>Runs the benchmark; a line a figure.</summary>
    public static void Run(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var random = new Random(1);
        var first = Emit(Deepest(random)).Milliseconds;
        var samples = Enumerable.Range(0, ArchitectureCount).Select(_ => Emit(Next(random))).ToList();
        var times = samples.Select(sample => sample.Milliseconds).Order().ToList();
        var deepest = Enumerable.Range(0, 100).Select(_ => Emit(Deepest(random))).ToList();
        Write(output, $"weightless emission, {ArchitectureCount} random architectures of {SearchSpaces.Gpt2Paper.Name}");
        Write(output, $"  bytes: median {Median(samples, sample => sample.Bytes)}, largest {samples.Max(sample => sample.Bytes)}");
        Write(output, $"  ms: median {times[ArchitectureCount / 2]:F3}, 99 % {times[ArchitectureCount * 99 / 100]:F3}, max {times[^1]:F2}");
        Write(output, $"  ms of the first one in a process: {first:F2}");
        var (mostBytes, longest) = (deepest.Max(sample => sample.Bytes), deepest.Max(sample => sample.Milliseconds));
        Write(output, $"  {SearchSpaces.Gpt2Paper.LayerCount.Max} layers: at most {mostBytes} bytes, {longest:F2} ms");
        Write(output, $"pool: {PoolSpeed():F0} MiB/s on one core");
    }

    private static (double Milliseconds, int Bytes) Emit(Architecture architecture)
    {
        var start = Stopwatch.GetTimestamp();
        var graph = WeightlessGraph.Emit(architecture, new GraphOptions());
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, graph.Bytes.Length);
    }

    private static double PoolSpeed()
    {
        var pool = new float[PoolElements];
        WeightPool.Fill(pool, 0, WeightPool.DefaultSeed);
        var start = Stopwatch.GetTimestamp();
        WeightPool.Fill(pool, 0, WeightPool.DefaultSeed);
        return (pool.Length * sizeof(float) / (double)(1 << 20)) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Architecture Deepest(Random random) => Next(random, SearchSpaces.Gpt2Paper.LayerCount.Max);

    private static Architecture Next(Random random)
    {
        var layers = SearchSpaces.Gpt2Paper.LayerCount;
        return Next(random, layers[random.Next(layers.Count)]);
    }

    /// <summary>Any choice of the space's values; the range of decoder parameters does not matter to a graph's size.</summary>
    private static Architecture Next(Random random, int layerCount)
    {
        var space = SearchSpaces.Gpt2Paper;
        return new Gpt2Shape
        {
            HiddenSize = space.HiddenSize[random.Next(space.HiddenSize.Count)],
            Layers =
            [
                .. Enumerable.Range(0, layerCount).Select(_ => new Gpt2Layer(
                    space.FeedForwardSize[random.Next(space.FeedForwardSize.Count)],
                    space.HeadCounts[random.Next(space.HeadCounts.Count)])),
            ],
            VocabularySize = space.VocabularySize,
            MaxSequenceLength = space.MaxSequenceLength,
        };
    }

    private static int Median<T>(List<T> samples, Func<T, int> figure) => samples.Select(figure).Order().ElementAt(samples.Count / 2);

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
