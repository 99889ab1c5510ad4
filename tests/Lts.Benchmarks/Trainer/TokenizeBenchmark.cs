using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Tests.Support;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Benchmarks.Trainer;

/// <summary>Encoding with GPT-2's vocabulary on one thread, against the npm package gpt-tokenizer, in turns on the same text.</summary>
internal static class TokenizeBenchmark
{
    private const int WarmUpRuns = 3;
    private const int Pairs = 7;

    /// <summary>Runs the benchmark; a line a figure.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="corpus">A file or folder of UTF-8 text; <see langword="null"/> for the sample text.</param>
    /// <returns>0, or 1 if the two disagree about the ids.</returns>
    public static async Task<int> RunAsync(TextWriter output, string? corpus)
    {
        ArgumentNullException.ThrowIfNull(output);
        var files = corpus is null ? SampleText.Files() : [.. CorpusFiles.Find([corpus]).Select(file => file.Path).Where(IsUtf8)];
        var texts = files.Select(File.ReadAllBytes).ToList();
        var megabytes = texts.Sum(text => (long)text.Length) / 1e6;
        Write(output, $"{files.Length} files, {megabytes:F1} MB");
        using var node = Start(files);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var run = 0; run < WarmUpRuns + Pairs; run++)
        {
            var their = await RunAsync(node);
            var our = Run(texts);
            if (our.Checksum != their.Checksum || our.Tokens != their.Tokens)
            {
                Write(output, $"  the ids differ: {our.Tokens} tokens here, {their.Tokens} there");
                return 1;
            }

            if (run >= WarmUpRuns)
            {
                ours.Add(megabytes / our.Seconds);
                theirs.Add(megabytes / their.Seconds);
            }
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync();
        var ratios = ours.Zip(theirs, (our, their) => our / their).ToList();
        Write(output, $"  here          {Median(ours):F1} MB/s (median of {Pairs}; {ours.Min():F1} to {ours.Max():F1})");
        Write(output, $"  gpt-tokenizer {Median(theirs):F1} MB/s ({theirs.Min():F1} to {theirs.Max():F1})");
        Write(output, $"  ratio         {Median(ratios):F2} ({ratios.Min():F2} to {ratios.Max():F2}); the same ids in every run");
        return 0;
    }

    private static Outcome Run(List<byte[]> texts)
    {
        // A new encoder a run: nothing is remembered from the run before, while the package keeps its cache.
        var encoder = Gpt2Tokenizer.Load().CreateEncoder();
        var ids = new IdList();
        var began = Stopwatch.GetTimestamp();
        foreach (var text in texts)
        {
            encoder.Append(text, ids);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var checksum = 0;
        foreach (var id in ids.Span)
        {
            checksum = unchecked((checksum * 31) + id);
        }

        return new Outcome(seconds, ids.Count, checksum);
    }

    private static Process Start(IEnumerable<string> files)
    {
        var folder = Path.Combine(Repository.Root, "tests");
        var package = Path.Combine(folder, "npm", "node_modules", "gpt-tokenizer", "cjs", "encoding", "r50k_base.js");
        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "Lts.Benchmarks", "Trainer", "js", "gpt-tokenizer.cjs"), package])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        foreach (var file in files)
        {
            node.StandardInput.WriteLine(file);
        }

        return node;
    }

    private static async Task<Outcome> RunAsync(Process node)
    {
        await node.StandardInput.WriteLineAsync("run");
        await node.StandardInput.FlushAsync();
        var line = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Node.js ended: see its message above.");
        using var answer = JsonDocument.Parse(line);
        var root = answer.RootElement;
        return new Outcome(root.GetProperty("seconds").GetDouble(), root.GetProperty("tokens").GetInt32(), root.GetProperty("checksum").GetInt32());
    }

    /// <summary>The package encodes strings: what is no UTF-8 would reach it as other text.</summary>
    private static bool IsUtf8(string file) => System.Text.Unicode.Utf8.IsValid(File.ReadAllBytes(file));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Outcome(double Seconds, int Tokens, int Checksum);
}
