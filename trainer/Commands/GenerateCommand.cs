using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer generate</c>: text from a model.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = ModelSource.Description };
        var prompts = new Argument<string[]>("prompts") { Description = "What to continue, several in one batch; none begins a text.", Arity = ArgumentArity.ZeroOrMore };
        var settings = new GenerationOptions();
        var tokenizer = ModelTokenizer.CreateOption();
        var json = new Option<bool>("--json") { Description = "Print JSON, when all is done." };
        var command = new Command("generate", "Continue prompts; the text of one is shown as it comes.") { model, prompts, tokenizer, json };
        settings.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var chosen = settings.Settings(arguments);
            chosen.ThrowIfInvalid();
            using var source = ModelSource.Open(arguments.GetValue(model)!);
            var words = ModelTokenizer.Get(source, arguments.GetValue(tokenizer));
            string[] texts = arguments.GetValue(prompts) is { Length: > 0 } given ? given : [""];
            Run(source, words, chosen, texts, arguments.GetValue(json), cancellationToken);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Run(
        IModelSource model, ByteLevelTokenizer tokenizer, GenerationSettings settings, string[] prompts, bool json, CancellationToken cancellationToken)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        var streams = !json && prompts.Length == 1;
        if (streams)
        {
            output.Write(prompts[0]);
        }

        var began = Stopwatch.GetTimestamp();
        var results = new Generator(model, tokenizer, settings).Generate(
            [.. prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt)))],
            (_, text) =>
            {
                if (streams)
                {
                    output.Write(text);
                }
            },
            cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (json)
        {
            WriteJson(model, settings, prompts, results, elapsed);
            return;
        }

        WriteRest(output, prompts, results, streams);
        WriteFigures(model, results, elapsed);
    }

    private static void WriteRest(StreamWriter output, string[] prompts, IReadOnlyList<GeneratedText> results, bool streamed)
    {
        for (var i = 0; !streamed && i < results.Count; i++)
        {
            output.WriteLine($"[{(i + 1).ToString(CultureInfo.InvariantCulture)}] {prompts[i]}{results[i].Text}");
        }

        if (streamed)
        {
            output.WriteLine();
        }
    }

    private static void WriteFigures(IModelSource model, IReadOnlyList<GeneratedText> results, TimeSpan elapsed)
    {
        var tokens = results.Sum(result => result.Tokens.Length);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{tokens} tokens in {elapsed.TotalSeconds:0.0} s, loading included; {Reasons(results)}."));
        if (results.Any(result => result.Reason == FinishReason.MaxSequenceLength))
        {
            Console.Error.WriteLine(
                $"The model has positions for {model.Architecture.MaxSequenceLength} tokens (max_sequence_length), prompt included: no text of it is longer.");
        }
    }

    private static string Reasons(IReadOnlyList<GeneratedText> results) =>
        string.Join(", ", results.Select(result => Word(result.Reason)).Distinct(StringComparer.Ordinal));

    private static string Word(FinishReason reason) => reason switch
    {
        FinishReason.EndOfText => "end_of_text",
        FinishReason.StopString => "stop_string",
        FinishReason.MaxNewTokens => "max_tokens",
        _ => "max_sequence_length",
    };

    private static void WriteJson(
        IModelSource model, GenerationSettings settings, string[] prompts, IReadOnlyList<GeneratedText> results, TimeSpan elapsed) => JsonOutput.Write(writer =>
    {
        writer.WriteString("model", model.Path);
        writer.WriteString("architecture_id", model.Architecture.Id);
        writer.WriteNumber("seed", settings.Sampling.Seed);
        writer.WriteStartArray("texts");
        for (var i = 0; i < results.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("prompt", prompts[i]);
            writer.WriteString("text", results[i].Text);
            writer.WriteNumber("prompt_tokens", results[i].PromptTokens);
            writer.WriteStartArray("tokens");
            foreach (var token in results[i].Tokens)
            {
                writer.WriteNumberValue(token);
            }

            writer.WriteEndArray();
            writer.WriteString("finish_reason", Word(results[i].Reason));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("elapsed_s", elapsed.TotalSeconds);
    });
}
