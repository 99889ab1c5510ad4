using System.CommandLine;
using System.Globalization;
using System.Text;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Trainings;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Cli.Commands;

/// <summary><c>lts generate</c>: text from a trained model, written where the model lies; that of one prompt as it comes.</summary>
internal static class GenerateCommand
{
    private static readonly Argument<string[]> Prompts = new("prompt")
    {
        Description = "What to continue; several are continued together. Without any, the model begins a text of its own.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int> MaxTokens = new("--max-tokens")
    {
        Description = With(GenerationDefaults.MaxTokens, "Most tokens to write."),
        HelpName = "tokens",
    };

    private static readonly Option<bool> Greedy = new("--greedy") { Description = "Always the likeliest token; the same as --temperature 0." };

    private static readonly Option<double> Temperature = new("--temperature")
    {
        Description = With(GenerationDefaults.Temperature, "Divides the logits; 0 always takes the likeliest token."),
    };

    private static readonly Option<int> TopK = new("--top-k")
    {
        Description = With(GenerationDefaults.TopK, "Draw from this many of the likeliest tokens only; 0 means all."),
    };

    private static readonly Option<double> TopP = new("--top-p")
    {
        Description = With(GenerationDefaults.TopP, "Draw from the likeliest tokens that together have this probability."),
    };

    private static readonly Option<double> Penalty = new("--repetition-penalty")
    {
        Description = With(GenerationDefaults.RepetitionPenalty, "Makes tokens that have occurred less likely; 1 changes nothing."),
    };

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = With(GenerationDefaults.Seed, "Equal seeds give equal texts."),
    };

    private static readonly Option<string[]> Stop = new("--stop")
    {
        Description = "A string that ends the text; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The verb; several prompts are shown once all are complete.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("generate", "Continue prompts with a trained model.")
        {
            TrainingOptions.Training, Prompts, MaxTokens, Greedy, Temperature, TopK, TopP, Penalty, Seed, Stop,
        };
        command.Examples = ["lts generate t-3f9a \"Once upon a time\"", "lts generate t-3f9a \"To be\" --max-tokens 40 --greedy --json"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            await WriteAsync(context, connection.Trainings.GenerateAsync(Request(context), cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }

    private static string With<T>(T standard, string description) =>
        string.Create(CultureInfo.InvariantCulture, $"{description} Default {standard}.");

    /// <summary>What is not given is left to the trainer.</summary>
    private static GenerationRequest Request(CommandContext context)
    {
        return new GenerationRequest
        {
            TrainingId = context.Get(TrainingOptions.Training),
            Prompts = [.. context.Get(Prompts)],
            Stop = [.. context.Get(Stop)!],
            MaxTokens = Given(MaxTokens),
            Temperature = context.Get(Greedy) ? 0 : Given(Temperature),
            TopK = Given(TopK),
            TopP = Given(TopP),
            RepetitionPenalty = Given(Penalty),
            Seed = Given(Seed),
        };

        T? Given<T>(Option<T> option)
            where T : struct => context.IsGiven(option) ? context.Get(option) : null;
    }

    private static async Task WriteAsync(CommandContext context, IAsyncEnumerable<GeneratedPiece> pieces)
    {
        string[] prompts = context.Get(Prompts) is { Length: > 0 } given ? given : [""];
        var texts = prompts.Select(_ => new StringBuilder()).ToArray();
        var streams = !context.Json && prompts.Length == 1;
        var shown = false;
        await foreach (var piece in pieces)
        {
            if (piece.PromptIndex < 0 || piece.PromptIndex >= prompts.Length)
            {
                throw new UserErrorException($"The trainer answered prompt {piece.PromptIndex}, which was not sent.", ExitCode.Failure);
            }

            if (streams)
            {
                context.Write(shown ? piece.Text : prompts[0] + piece.Text); // the prompt first when the trainer has taken it
                shown = true;
            }

            texts[piece.PromptIndex].Append(piece.Text);
            if (piece.EndReason.Length > 0 && context.Json)
            {
                var line = new GeneratedJson(prompts[piece.PromptIndex], texts[piece.PromptIndex].ToString(), piece.TokenCount, piece.EndReason);
                context.WriteJson(line, LtsJsonContext.Default.GeneratedJson);
            }
        }

        for (var i = 0; i < prompts.Length && !context.Json; i++)
        {
            context.WriteLine(streams ? "" : prompts[i] + texts[i]);
        }
    }
}
