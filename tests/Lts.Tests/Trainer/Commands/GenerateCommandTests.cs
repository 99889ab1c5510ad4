using System.Text.Json;
using Lts.Hosting;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Commands;
using Lts.Trainer.Generation;
using Lts.Trainer.Inference;

namespace Lts.Tests.Trainer.Commands;

public sealed class GenerateCommandTests : IDisposable
{
    private static readonly GenerationSettings Settings = new() { MaxNewTokens = 8, Threads = 1 };
    private readonly SmallModel _model = new(seed: 3);

    [Fact]
    public void Text_IsThePromptAndWhatFollows_AloneAsTogether()
    {
        var alone = Output(Settings, ["Once"], json: false);
        Assert.StartsWith("Once", alone, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, alone, StringComparison.Ordinal);
        Assert.StartsWith(alone + "Twice", Output(Settings, ["Once", "Twice"], json: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsALineAPrompt_WithWhyItEnded()
    {
        var lines = Output(Settings with { MaxNewTokens = 44 }, ["é", "Four", "Fours"], json: true).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        var texts = lines.Select(line => JsonSerializer.Deserialize(line, TrainerJsonContext.Default.GeneratedTextJson)!).ToList();
        Assert.Equal(["é", "Four", "Fours"], texts.Select(text => text.Prompt));
        Assert.Equal(["max_tokens", "max_tokens", "context_full"], texts.Select(text => text.End)); // the model sees 48 tokens
        Assert.All(texts, text => Assert.Equal(1, text.Seed));
        Assert.Equal([44, 44, 43], texts.Select(text => text.Tokens.Count));
    }

    [Fact]
    public void EndReasons_AreThoseOfTheProtocol() => Assert.Equal(
        ["end_of_text", "stop_string", "max_tokens", "context_full"], Enum.GetValues<FinishReason>().Select(FinishReasonWord.Of));

    [Fact]
    public void PromptThatIsTooLong_IsNotShown()
    {
        using var output = new StringWriter();
        Assert.Throws<UserErrorException>(() => Run(Settings, [new string('x', 48)], json: false, output));
        Assert.Equal("", output.ToString());
    }

    public void Dispose() => _model.Dispose();

    private string Output(GenerationSettings settings, string[] prompts, bool json)
    {
        using var output = new StringWriter();
        Run(settings, prompts, json, output);
        return output.ToString();
    }

    private void Run(GenerationSettings settings, string[] prompts, bool json, StringWriter output)
    {
        using var source = ModelSource.Open(_model.Path);
        GenerateCommand.Run(source, ModelTokenizer.Get(source), settings, prompts, json, output, default);
    }
}
