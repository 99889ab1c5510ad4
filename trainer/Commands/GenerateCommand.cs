using System.CommandLine;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Generation;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer generate</c>: text from a trained model, as it is written.</summary>
internal static class GenerateCommand
{
    private static readonly SamplingOptions Defaults = new();

    public static Command Create()
    {
        var model = ModelArgument.Create();
        var prompts = new Argument<string[]>("prompt")
        {
            Description = "What to continue; several are continued one after another. Without one a document is begun.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var tokens = new Option<int>("--max-tokens") { Description = "Most tokens to write.", DefaultValueFactory = _ => 128 };
        var greedy = new Option<bool>("--greedy") { Description = "Always the likeliest token; the same as --temperature 0." };
        var temperature = Number("--temperature", "Divides the logits; 0 always takes the likeliest token.", Defaults.Temperature);
        var topK = new Option<int>("--top-k") { Description = "Only so many of the likeliest tokens; 0 for all.", DefaultValueFactory = _ => Defaults.TopK };
        var topP = Number("--top-p", "Only the likeliest tokens that together have this probability.", Defaults.TopP);
        var penalty = Number("--repetition-penalty", "Makes tokens that have occurred less likely; 1 for none.", Defaults.RepetitionPenalty);
        var seed = new Option<int>("--seed") { Description = "Chooses the draws.", DefaultValueFactory = _ => Defaults.Seed };
        var stop = new Option<string[]>("--stop") { Description = "A string that ends the text; may be given several times.", DefaultValueFactory = _ => [] };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for one a core.", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each prompt." };
        var command = new Command("generate", "Continue a prompt with a trained model.")
        {
            model, prompts, tokens, greedy, temperature, topK, topP, penalty, seed, stop, threads, json,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            var sampling = new SamplingOptions
            {
                Temperature = arguments.GetValue(greedy) ? 0 : arguments.GetValue(temperature),
                TopK = arguments.GetValue(topK),
                TopP = arguments.GetValue(topP),
                RepetitionPenalty = arguments.GetValue(penalty),
                Seed = arguments.GetValue(seed),
            };
            var request = new Request(
                arguments.GetValue(prompts) is { Length: > 0 } given ? given : [""], sampling, arguments.GetValue(tokens), arguments.GetValue(stop)!,
                arguments.GetValue(threads));
            Check(request);
            return Task.FromResult(Run(arguments.GetValue(model)!, request, arguments.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static Option<double> Number(string name, string description, double standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };

    private static void Check(Request request)
    {
        var errors = request.Sampling.Errors().ToList();
        if (request.MaxTokens < 1)
        {
            errors.Add($"--max-tokens must be at least 1, not {request.MaxTokens}.");
        }

        if (request.Stops.Any(s => s.Length == 0))
        {
            errors.Add("--stop must not be empty.");
        }

        if (request.Threads < 0)
        {
            errors.Add($"--threads must be at least 0, not {request.Threads}.");
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException(string.Join(Environment.NewLine, errors), ExitCode.Usage);
        }
    }

    private static int Run(string path, Request request, bool json, CancellationToken cancellationToken)
    {
        using var folder = ModelFolder.Open(path);
        var tokenizer = ModelTokenizer.Of(folder);
        using var model = CachedModel.Load(folder, request.Threads);
        var generator = new TextGenerator(model, tokenizer);
        foreach (var prompt in request.Prompts)
        {
            if (!json)
            {
                Console.Write(prompt);
            }

            var text = generator.Generate(
                prompt, request.Sampling, request.MaxTokens, request.Stops, json ? _ => { }
            : Console.Write, cancellationToken);
            Console.WriteLine(json ? Json(prompt, text, request.Sampling.Seed) : "");
            if (!json && text.End == TextEnd.ContextFull)
            {
                Console.Error.WriteLine($"Ended because the model sees at most {model.MaxLength} tokens.");
            }
        }

        return ExitCode.Success;
    }

    private static string Json(string prompt, GeneratedText text, int seed)
    {
        var end = JsonNamingPolicy.SnakeCaseLower.ConvertName(text.End.ToString());
        return JsonSerializer.Serialize(new GeneratedJson(prompt, text.Text, text.Tokens, end, seed), TrainerJsonContext.Default.GeneratedJson);
    }

    private sealed record Request(IReadOnlyList<string> Prompts, SamplingOptions Sampling, int MaxTokens, IReadOnlyList<string> Stops, int Threads);
}
