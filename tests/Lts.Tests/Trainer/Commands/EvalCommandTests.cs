using System.Text.Json;
using Lts.Trainer.Commands;
using Lts.Trainer.Evaluation;

namespace Lts.Tests.Trainer.Commands;

public sealed class EvalCommandTests
{
    private static readonly WindowSettings Windows = new(48, 24);

    [Fact]
    public void Perplexity_BeyondAnyNumber_IsNullInJson_AndSaidInWords()
    {
        var score = new TextScore(Nats: 80_000, Tokens: 100, Words: 10, Bytes: 400);

        var json = JsonDocument.Parse(EvalCommand.Json("model", "gpt2_x", Windows, score, TimeSpan.FromSeconds(1))).RootElement;
        var text = EvalCommand.Text(Windows, score, TimeSpan.FromSeconds(1));

        Assert.Equal(JsonValueKind.Null, json.GetProperty("perplexity").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("word_perplexity").ValueKind);
        Assert.Equal(800, json.GetProperty("loss").GetDouble());
        Assert.Contains("over 1e308 per token, over 1e308 per word", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_SaysPerplexitiesWithTwoDigits_AndNoneWhereThereAreNoWords()
    {
        var text = EvalCommand.Text(Windows, new TextScore(Nats: 400, Tokens: 100, Words: 0, Bytes: 400), TimeSpan.FromSeconds(1));

        Assert.Contains("54.60 per token, none per word", text, StringComparison.Ordinal);
    }
}
