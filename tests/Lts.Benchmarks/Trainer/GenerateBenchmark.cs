using System.Diagnostics;
using Lts.Onnx.Emission;
using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Inference;

namespace Lts.Benchmarks.Trainer;

/// <summary>
/// Generating text with the key/value cache against without, and against a bare loop over ONNX Runtime, in turns. Loading is left out, reading
/// the prompt is not. The same tokens must come of all three.
/// </summary>
internal static class GenerateBenchmark
{
    private const int PromptTokens = 8;
    private const int WholePairs = 3; // they are slow, and far apart
    private const double LeastOfBare = 0.95;
    private const double LeastOfWhole = 5;

    /// <summary>Runs it; a line a model.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">Of the model; null for all.</param>
    /// <param name="pairs">Pairs of ours and the bare loop's.</param>
    /// <param name="threads">Threads of ONNX Runtime.</param>
    /// <param name="tokens">Tokens to generate.</param>
    public static void Run(TextWriter output, string? name, int pairs, int threads, int tokens)
    {
        var folder = Directory.CreateTempSubdirectory("lts-bench-").FullName;
        try
        {
            foreach (var (model, i) in GenerateModel.All.Select((model, i) => (model, i)).Where(m => name is null || m.model.Name == name))
            {
                var path = Path.Combine(folder, $"{i}");
                model.Write(path);
                using var source = new TimedSource(ModelSource.Open(path));
                var loops = new Loops(source, [.. Enumerable.Range(1000, PromptTokens)], tokens, threads);
                output.WriteLine($"{model.Name}: {Compare(loops, pairs)}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Compare(Loops loops, int pairs)
    {
        var bare = InTurns(loops.Cached, loops.Bare, pairs);
        var whole = InTurns(loops.Cached, loops.Whole, WholePairs);
        var (ofBare, ofWhole) = (StepBenchmark.Median(bare.Select(p => p.Theirs / p.Ours)), StepBenchmark.Median(whole.Select(p => p.Theirs / p.Ours)));
        return FormattableString.Invariant(
            $"{loops.Tokens / StepBenchmark.Median(bare.Select(p => p.Ours)):F1} tokens/s, bare loop {loops.Tokens / StepBenchmark.Median(bare.Select(p => p.Theirs)):F1}, ")
            + FormattableString.Invariant($"median ratio {ofBare:F3} of {pairs} pairs, limit {LeastOfBare}: {Word(ofBare >= LeastOfBare)}; ")
            + FormattableString.Invariant($"{loops.Tokens} tokens {ofWhole:F1} times as fast as without cache, median of {WholePairs} pairs, limit {LeastOfWhole}: {Word(ofWhole >= LeastOfWhole)}");
    }

    private static string Word(bool met) => met ? "met" : "MISSED";

    /// <summary>Seconds of pairs; which comes first alternates, so that drift favours neither.</summary>
    private static List<(double Ours, double Theirs)> InTurns(Func<Timed> ours, Func<Timed> theirs, int pairs)
    {
        var seconds = new List<(double, double)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var first = pair % 2 == 0 ? ours() : theirs();
            var second = pair % 2 == 0 ? theirs() : ours();
            if (!first.Tokens.SequenceEqual(second.Tokens))
            {
                throw new InvalidOperationException("The two loops generate different tokens.");
            }

            seconds.Add(pair % 2 == 0 ? (first.Seconds, second.Seconds) : (second.Seconds, first.Seconds));
        }

        return seconds;
    }

    private sealed record Timed(int[] Tokens, double Seconds);

    /// <summary>The three ways to the same text.</summary>
    private sealed class Loops(TimedSource source, int[] prompt, int tokens, int threads)
    {
        public int Tokens => tokens;

        public Timed Cached() => Generate(useCache: true);

        public Timed Whole() => Generate(useCache: false);

        public Timed Bare()
        {
            using var session = source.Load(new GraphOptions { WithPast = true, Logits = LogitsScope.Last }, threads);
            var text = BareDecodeLoop.Run(session, source.Architecture, prompt, tokens);
            return new Timed(text, Elapsed());
        }

        private Timed Generate(bool useCache)
        {
            var settings = new GenerationSettings { MaxNewTokens = tokens, Threads = threads, UseCache = useCache, Sampling = SamplingSettings.Greedy };
            var text = new Generator(source, source.Tokenizer!, settings).Generate([prompt], (_, _) => { }, default)[0];
            return new Timed([.. text.Tokens], Elapsed());
        }

        private double Elapsed() => Stopwatch.GetElapsedTime(source.Loaded).TotalSeconds;
    }
}
