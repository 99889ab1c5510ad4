using System.Diagnostics;
using System.Globalization;
using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;

namespace Lts.Benchmarks.Trainer;

/// <summary>
/// Generating text with the key/value cache against without, and against a bare loop over ONNX Runtime, in turns. Loading is left out, reading
/// the prompt is not. Targets: at least 5 times as fast, and at least 0.95 of the bare loop's tokens a second.
/// </summary>
internal static class GenerateBenchmark
{
    private const int PromptTokens = 8;

    /// <summary>Runs it; a line a figure.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="pairs">Pairs of ours and the bare loop's.</param>
    /// <param name="threads">Threads of ONNX Runtime.</param>
    /// <param name="tokens">Tokens to generate.</param>
    public static void Run(TextWriter output, int pairs, int threads, int tokens)
    {
        var folder = Directory.CreateTempSubdirectory("lts-bench-").FullName;
        try
        {
            foreach (var (layers, hidden) in ((int, int)[])[(4, 256), (6, 384), (12, 768)])
            {
                Run(output, Path.Combine(folder, $"{layers}x{hidden}"), layers, hidden, pairs, threads, tokens);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(TextWriter output, string path, int layers, int hidden, int pairs, int threads, int tokens)
    {
        var architecture = new Architecture { HiddenSize = hidden, Layers = [.. Enumerable.Repeat(new DecoderLayer(4 * hidden, hidden / 64), layers)] };
        ModelFolderWriter.Write(path, architecture, new SeededWeights(1, architecture), Gpt2Tokenizer.Load());
        using var source = new TimedSource(ModelSource.Open(path));
        var prompt = Enumerable.Range(1000, PromptTokens).ToArray();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < pairs; pair++)
        {
            // Which comes first alternates, so that drift favours neither.
            var first = pair % 2 == 0 ? Ours(source, prompt, tokens, threads, useCache: true) : Bare(source, prompt, tokens, threads);
            var second = pair % 2 == 1 ? Ours(source, prompt, tokens, threads, useCache: true) : Bare(source, prompt, tokens, threads);
            if (!first.Tokens.SequenceEqual(second.Tokens))
            {
                throw new InvalidOperationException("The two loops generate different tokens.");
            }

            (pair % 2 == 0 ? ours : bare).Add(first.Tokens.Length / first.Seconds);
            (pair % 2 == 1 ? ours : bare).Add(second.Tokens.Length / second.Seconds);
        }

        var whole = Ours(source, prompt, tokens, threads, useCache: false);
        var cached = Ours(source, prompt, tokens, threads, useCache: true);
        var ratio = StepBenchmark.Median(ours.Zip(bare, (a, b) => a / b));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{layers}x{hidden}: {StepBenchmark.Median(ours):F1} tokens/s, bare loop {StepBenchmark.Median(bare):F1}, median ratio {ratio:F3} of {pairs} pairs; "
            + $"{tokens} tokens with cache {cached.Seconds:F2} s, without {whole.Seconds:F2} s: {whole.Seconds / cached.Seconds:F1} times, "
            + $"the same tokens: {whole.Tokens.SequenceEqual(cached.Tokens)}"));
    }

    private static (int[] Tokens, double Seconds) Ours(TimedSource source, int[] prompt, int tokens, int threads, bool useCache)
    {
        var settings = new GenerationSettings { MaxNewTokens = tokens, Threads = threads, UseCache = useCache, Sampling = SamplingSettings.Greedy };
        var text = new Generator(source, source.Tokenizer!, settings).Generate([prompt], (_, _) => { }, default)[0];
        return ([.. text.Tokens], Stopwatch.GetElapsedTime(source.Loaded).TotalSeconds);
    }

    private static (int[] Tokens, double Seconds) Bare(TimedSource source, int[] prompt, int tokens, int threads)
    {
        using var session = source.Load(new GraphOptions { WithPast = true, Logits = LogitsScope.Last }, threads);
        var text = BareDecodeLoop.Run(session, source.Architecture, prompt, tokens);
        return (text, Stopwatch.GetElapsedTime(source.Loaded).TotalSeconds);
    }
}
