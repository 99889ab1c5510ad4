using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Evaluation;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer eval</c>: how well a model predicts texts.</summary>
internal static class EvalCommand
{
    private const long ReportEveryTokens = 100_000;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = ModelSource.Description };
        var texts = new Argument<string[]>("texts")
        {
            Description = "Files (text, .jsonl, .gz), folders, or prepared data, whose held-out part is taken.",
            Arity = ArgumentArity.OneOrMore,
        };
        var stride = new Option<int?>("--stride") { Description = "Tokens that each window predicts anew; default: half of what the model sees." };
        var tokenizer = ModelTokenizer.CreateOption();
        var field = TokenizerCommand.TextFieldOption();
        var threads = ModelTokenizer.CreateThreadsOption();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("eval", "Measure a model's perplexity on texts, with a sliding window.") { model, texts, stride, tokenizer, field, threads, json };
        command.SetAction((arguments, cancellationToken) =>
        {
            var began = Stopwatch.GetTimestamp();
            using var source = ModelSource.Open(arguments.GetValue(model)!);
            using var evaluator = new Evaluator(source, arguments.GetValue(stride), arguments.GetValue(threads));
            var corpus = new CorpusEvaluation(evaluator, ModelTokenizer.Get(source, arguments.GetValue(tokenizer)), arguments.GetValue(field)!);
            var score = corpus.Score(arguments.GetValue(texts)!, new Progress(), cancellationToken);
            Print(source, evaluator, score, Stopwatch.GetElapsedTime(began), arguments.GetValue(json));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(IModelSource model, Evaluator evaluator, TextScore score, TimeSpan elapsed, bool json)
    {
        if (!json)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                perplexity         {score.Perplexity:0.00} a token, {score.WordPerplexity:0.00} a word
                bits a byte        {score.BitsPerByte:0.0000}
                loss               {score.Loss:0.00000} nats a token
                text               {score.Tokens:N0} tokens, {score.Words:N0} words, {score.Bytes:N0} bytes
                window             {model.Architecture.MaxSequenceLength} tokens, {evaluator.Stride} of them new
                speed              {score.Tokens / elapsed.TotalSeconds:N0} tokens a second
                """));
            return;
        }

        JsonOutput.Write(writer =>
        {
            writer.WriteString("model", model.Path);
            writer.WriteString("architecture_id", model.Architecture.Id);
            writer.WriteNumber("loss", score.Loss);
            writer.WriteNumber("perplexity", score.Perplexity);
            writer.WriteNumber("word_perplexity", score.WordPerplexity);
            writer.WriteNumber("bits_per_byte", score.BitsPerByte);
            writer.WriteNumber("tokens", score.Tokens);
            writer.WriteNumber("words", score.Words);
            writer.WriteNumber("bytes", score.Bytes);
            writer.WriteNumber("window", model.Architecture.MaxSequenceLength);
            writer.WriteNumber("stride", evaluator.Stride);
            writer.WriteNumber("elapsed_s", elapsed.TotalSeconds);
        });
    }

    /// <summary>A line now and then, on standard error.</summary>
    private sealed class Progress : IProgress<long>
    {
        private long _next = ReportEveryTokens;

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
