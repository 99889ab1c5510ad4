using System.CommandLine;
using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;

namespace Lts.Trainer.Commands;

/// <summary>The options of <c>generate</c>. Their defaults are those that the LTS paper's authors generate with.</summary>
internal sealed class GenerationOptions
{
    private readonly Option<int> _maxTokens = new("--max-tokens") { Description = "Most tokens after a prompt.", DefaultValueFactory = _ => 128 };
    private readonly Option<bool> _greedy = new("--greedy") { Description = "Always take the likeliest token; the same as --temperature 0." };
    private readonly Option<double> _temperature = new("--temperature") { Description = "Below 1 likely tokens become likelier.", DefaultValueFactory = _ => 0.8 };
    private readonly Option<int> _topK = new("--top-k") { Description = "Draw from that many likeliest tokens; 0 is all." };
    private readonly Option<double> _topP = new("--top-p") { Description = "Draw from the likeliest that have this probability together.", DefaultValueFactory = _ => 0.95 };
    private readonly Option<double> _penalty = new("--repetition-penalty") { Description = "Above 1 tokens that occurred become unlikelier.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _stop = new("--stop") { Description = "End before this text; may be given several times." };
    private readonly Option<long> _seed = new("--seed") { Description = "The same seed gives the same text." };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Compute the whole text for each token, to compare." };
    private readonly Option<int> _threads = ModelTokenizer.CreateThreadsOption();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_maxTokens, _greedy, _temperature, _topK, _topP, _penalty, _stop, _seed, _noCache, _threads])
        {
            command.Add(option);
        }
    }

    public GenerationSettings Settings(ParseResult arguments) => new()
    {
        MaxNewTokens = arguments.GetValue(_maxTokens),
        StopStrings = [.. arguments.GetValue(_stop) ?? []],
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
}
