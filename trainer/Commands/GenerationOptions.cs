using System.CommandLine;
using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;

namespace Lts.Trainer.Commands;

/// <summary>The options of <c>generate</c>; their defaults are <see cref="GenerationSettings"/>' own.</summary>
internal sealed class GenerationOptions
{
    private static readonly GenerationSettings Defaults = new();

    private readonly Option<int> _maxTokens = With("--max-tokens", "Write at most this many tokens after a prompt.", Defaults.MaxNewTokens);
    private readonly Option<bool> _greedy = new("--greedy") { Description = "Always take the likeliest token; the same as --temperature 0." };
    private readonly Option<double> _temperature = With("--temperature", "Divides the logits; 0 always takes the likeliest token.", Defaults.Sampling.Temperature);
    private readonly Option<int> _topK = With("--top-k", "Choose among this many of the likeliest tokens; 0 for all.", Defaults.Sampling.TopK);
    private readonly Option<double> _topP = With("--top-p", "Choose among the likeliest tokens that together have this probability; 1 for all.", Defaults.Sampling.TopP);
    private readonly Option<double> _penalty = With(
        "--repetition-penalty", "Makes tokens that have already occurred less likely; 1 changes nothing.", Defaults.Sampling.RepetitionPenalty);
    private readonly Option<long> _seed = With("--seed", "Seed of the random draws: the same seed gives the same text.", Defaults.Sampling.Seed);
    private readonly Option<string[]> _stop = new("--stop")
    {
        Description = "A string that ends the text and is left out; may be given several times.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Compute the whole text again for each token; for comparison." };
    private readonly Option<int> _threads = RuntimeThreadsOption.Create();

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_maxTokens, _greedy, _temperature, _topK, _topP, _penalty, _seed, _stop, _noCache, _threads])
        {
            command.Add(option);
        }
    }

    /// <summary>What the options of a command line ask for; not yet checked.</summary>
    public GenerationSettings Settings(ParseResult arguments) => new()
    {
        MaxNewTokens = arguments.GetValue(_maxTokens),
        StopStrings = [.. arguments.GetValue(_stop)!],
        UseCache = !arguments.GetValue(_noCache),
        Threads = arguments.GetValue(_threads),
        Sampling = new SamplingSettings
        {
            Temperature = arguments.GetValue(_greedy) ? 0 : arguments.GetValue(_temperature),
            TopK = arguments.GetValue(_topK),
            TopP = arguments.GetValue(_topP),
            RepetitionPenalty = arguments.GetValue(_penalty),
            Seed = arguments.GetValue(_seed),
        },
    };

    private static Option<T> With<T>(string name, string description, T standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };
}
