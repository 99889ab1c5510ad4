using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Evaluation;
using Lts.Trainer.Inference;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer eval</c>: how well a model predicts texts.</summary>
internal static class EvalCommand
{
    private const long ReportEveryTokens = 100_000;

    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var model = ModelArgument.Create();
        var texts = new Argument<string[]>("text")
        {
            Description = "Files (text, .jsonl, .gz), folders, or prepared data, of which the held-out part is used.",
            Arity = ArgumentArity.OneOrMore,
        };
        var window = new Option<int?>("--window") { Description = "Most tokens that the model sees at once; default: as many as it can (max_sequence_length)." };
        var stride = new Option<int?>("--stride") { Description = "Tokens that each window predicts anew; default: half the window." };
        var tokenizer = TokenizerOption.CreateForModel();
        var field = TokenizerCommand.TextFieldOption();
        var invalid = InvalidTextOption.Create();
        var threads = RuntimeThreadsOption.Create();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command(
            "eval",
            "Measure a model's perplexity on texts with a sliding window: per token, per word (a run of bytes between ASCII white space, as wc -w counts), and bits per byte.")
        {
            model, texts, window, stride, tokenizer, field, invalid, threads, json,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            var began = Stopwatch.GetTimestamp();
            using var source = ModelSource.Open(arguments.GetValue(model)!);
            var words = ModelTokenizer.Get(source, arguments.GetValue(tokenizer));
            var windows = WindowSettings.For(source.Architecture.MaxSequenceLength, arguments.GetValue(window), arguments.GetValue(stride));
            using var evaluator = new Evaluator(source, windows, arguments.GetValue(threads));
            var corpus = new CorpusEvaluation(evaluator, words, arguments.GetValue(field)!, InvalidTextOption.Get(arguments, invalid));
            var score = corpus.Score(arguments.GetValue(texts)!, new Progress(), cancellationToken);
            Console.WriteLine(arguments.GetValue(json)
                ? Json(source.Path, source.Architecture.Id, windows, score, Stopwatch.GetElapsedTime(began))
                : Text(windows, score, Stopwatch.GetElapsedTime(began)));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <summary>The score for people, in six lines.</summary>
    internal static string Text(WindowSettings windows, TextScore score, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        perplexity         {Number(score.Perplexity)} per token, {(score.Words == 0 ? "none" : Number(score.WordPerplexity))} per word
        bits per byte      {score.BitsPerByte:0.0000}
        loss               {score.Loss:0.00000} nats per token
        text               {score.Tokens:N0} tokens, {score.Words:N0} words, {score.Bytes:N0} bytes
        window             {windows.Length} tokens, {windows.Stride} of them new
        speed              {score.Tokens / elapsed.TotalSeconds:N0} tokens per second, loading included
        """);

    private static string Number(double? perplexity) => PerplexityText.Of(perplexity ?? double.PositiveInfinity);

    /// <summary>The score as one line of JSON.</summary>
    internal static string Json(string model, string architectureId, WindowSettings windows, TextScore score, TimeSpan elapsed) => JsonSerializer.Serialize(
        new EvaluationJson(
            model, architectureId, score.Loss, score.Perplexity, score.WordPerplexity, score.BitsPerByte, score.Tokens, score.Words,
            score.Bytes, windows.Length, windows.Stride, elapsed.TotalSeconds),
        TrainerJsonContext.Default.EvaluationJson);

    /// <summary>A line now and then, on standard error.</summary>
    private sealed class Progress : IProgress<long>
    {
        private long _next = ReportEveryTokens;

        /// <inheritdoc/>
        public void Report(long value)
        {
            if (value >= _next)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value:N0} tokens …"));
                _next = value + ReportEveryTokens;
            }
        }
    }
}
