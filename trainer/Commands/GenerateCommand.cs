using System.CommandLine;
using System.Text;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer generate</c>: text from a trained model; that of one prompt as it is written.</summary>
internal static class GenerateCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var model = ModelArgument.Create();
        var prompts = new Argument<string[]>("prompt")
        {
            Description = "Text to continue; several prompts are continued together. Without one, a new document is begun.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new GenerationOptions();
        var tokenizer = TokenizerOption.CreateForModel();
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each prompt." };
        var command = new Command("generate", "Continue prompts with a trained model.") { model, prompts, tokenizer, json };
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var settings = options.Settings(arguments);
            settings.ThrowIfInvalid();
            using var source = ModelSource.Open(arguments.GetValue(model)!);
            var words = ModelTokenizer.Get(source, arguments.GetValue(tokenizer));
            string[] texts = arguments.GetValue(prompts) is { Length: > 0 } given ? given : [""];

            // Text is UTF-8 whatever the terminal's settings, as what encode reads and decode writes.
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
            Run(source, words, settings, texts, arguments.GetValue(json), output, cancellationToken);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    /// <summary>Continues prompts and writes what comes.</summary>
    internal static void Run(
        IModelSource model, ByteLevelTokenizer tokenizer, GenerationSettings settings, string[] prompts, bool json, TextWriter output,
        CancellationToken cancellationToken)
    {
        var streams = !json && prompts.Length == 1;
        var generator = new Generator(model, tokenizer, settings);
        var encoded = prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt))).ToList();
        generator.ThrowIfUnusable(encoded); // before the prompt is shown
        if (streams)
        {
            output.Write(prompts[0]);
        }

        var texts = generator.Generate(encoded, (_, text) => output.Write(streams ? text : ""), cancellationToken);
        for (var i = 0; i < texts.Count; i++)
        {
            output.WriteLine(streams ? "" : json ? Json(prompts[i], texts[i], settings.Sampling.Seed) : prompts[i] + texts[i].Text);
        }

        if (!json && texts.Any(text => text.Reason == FinishReason.ContextFull))
        {
            Console.Error.WriteLine($"Stopped because the model can see at most {model.Architecture.MaxSequenceLength} tokens, prompt included.");
        }
    }

    private static string Json(string prompt, GeneratedText text, long seed) => JsonSerializer.Serialize(
        new GeneratedTextJson(prompt, text.Text, text.Tokens, FinishReasonWord.Of(text.Reason), seed), TrainerJsonContext.Default.GeneratedTextJson);
}
