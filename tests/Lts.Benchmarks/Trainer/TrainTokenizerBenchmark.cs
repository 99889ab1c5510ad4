using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Unicode;
using Lts.Tests.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Corpus;

namespace Lts.Benchmarks.Trainer;

/// <summary>Learning a BPE: time, and the most memory that this process, which does nothing else, ever had.</summary>
internal static class TrainTokenizerBenchmark
{
    private static readonly string[] TextExtensions = [".xml", ".md", ".txt", ".js", ".ts", ".css", ".html", ".cs", ".py", ".h", ".json"];

    /// <summary>Runs the benchmark; a line a figure.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="corpus">A file or folder; <see langword="null"/> for the sample text and the text files of the SDK and of npm's packages.</param>
    /// <param name="megabytes">How much text of the default corpus.</param>
    /// <param name="vocabulary">Ids to learn.</param>
    /// <param name="threads">Threads that count.</param>
    public static void Run(TextWriter output, string? corpus, int megabytes, int vocabulary, int threads)
    {
        ArgumentNullException.ThrowIfNull(output);
        ImmutableArray<string> sources = corpus is null ? [.. Collect(megabytes * 1_000_000L)] : [corpus];
        var bytes = CorpusFiles.Find(sources).Sum(file => file.Bytes);
        var began = Stopwatch.GetTimestamp();
        var tokenizer = TokenizerTraining.Train(
            new DataOptions { Sources = sources, TrainVocabularySize = vocabulary, Threads = threads }, null, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Write(output, $"{bytes / 1e6:F1} MB in {sources.Length} sources, {tokenizer.VocabularySize} ids, {threads} threads");
        Write(output, $"  seconds: {seconds:F1}");
        Write(output, $"  peak resident memory: {process.PeakWorkingSet64 / (double)(1 << 20):F0} MiB");
        Write(output, $"  tokenizer: {tokenizer.Sha256}");
    }

    /// <summary>Real text that every machine with this checkout has: first the sample text, then documentation and sources, by path.</summary>
    private static IEnumerable<string> Collect(long bytes)
    {
        var sdk = Path.GetDirectoryName(Environment.ProcessPath)!;
        var more = new[] { Path.Combine(sdk, "packs"), Path.Combine(Repository.Root, "third_party", "npm", "node_modules"), Path.Combine(Repository.Root, "tests", "npm", "node_modules"), Path.Combine(sdk, "sdk") }
            .Where(Directory.Exists).SelectMany(folder => CorpusFiles.Find([folder]))
            .Where(file => TextExtensions.Contains(Path.GetExtension(file.Path)) && !file.Path.Contains("datasets-sotu", StringComparison.Ordinal))
            .Select(file => file.Path);
        foreach (var file in SampleText.Files().Concat(more).TakeWhile(_ => bytes > 0))
        {
            var text = File.ReadAllBytes(file);
            if (text.Length > 0 && Utf8.IsValid(text) && !text.AsSpan().Contains((byte)0))
            {
                bytes -= text.Length;
                yield return file;
            }
        }
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
