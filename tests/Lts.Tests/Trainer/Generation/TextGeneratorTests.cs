using System.Text;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Tests.Onnx;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Export;
using Lts.Trainer.Generation;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Generation;

public sealed class TextGeneratorTests : IDisposable
{
    private const string Prompt = "The state of the union";
    private static readonly SamplingOptions Greedy = new() { Temperature = 0 };

    private readonly TrainedFolder _trained = new();
    private readonly ModelFolder _folder;
    private readonly ByteLevelTokenizer _tokenizer;
    private readonly CachedModel _model;

    public TextGeneratorTests()
    {
        _folder = ModelFolder.Open(_trained.Path);
        _tokenizer = _folder.Tokenizer!;
        _model = CachedModel.Load(_folder, threads: 1);
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
        _trained.Dispose();
    }

    [Fact]
    public void GreedyText_WithCacheAndWithout_IsTheSame()
    {
        var cached = Generate(Prompt, Greedy, 30);

        using var bytes = new MemoryStream();
        WeightedGraph.Write(_folder.Architecture, new GraphOptions { Logits = LogitsScope.Last }, _folder.Weights, bytes);
        using var session = GraphSession.Complete(bytes.ToArray());
        var seen = _tokenizer.Encode(Encoding.UTF8.GetBytes(Prompt)).Select(id => (long)id).ToList();
        var whole = new List<int>();
        while (whole.Count < 30)
        {
            var (logits, _) = session.Run([.. seen], batch: 1);
            var token = new TokenChooser(Greedy).Choose(logits, []);
            whole.Add(token);
            seen.Add(token);
        }

        Assert.Equal(whole, cached.Tokens);
        Assert.True(cached.Tokens.Distinct().Count() > 2, "a model that repeats one token would prove little");
    }

    [Fact]
    public void SameSeed_GivesTheSameText_AndAnotherOneAnother()
    {
        var options = new SamplingOptions { Temperature = 1, TopP = 1, Seed = 5 };

        Assert.Equal(Generate(Prompt, options, 20).Tokens, Generate(Prompt, options, 20).Tokens);
        Assert.NotEqual(Generate(Prompt, options, 20).Tokens, Generate(Prompt, options with { Seed = 6 }, 20).Tokens);
    }

    [Fact]
    public void ShownPieces_AreTheText_AndItsTokensTheSame()
    {
        var pieces = new StringBuilder();
        var text = new TextGenerator(_model, _tokenizer).Generate(
            Prompt, Greedy, 20, [], piece => pieces.Append(piece), CancellationToken.None);

        Assert.Equal(text.Text, pieces.ToString());
        Assert.Equal(TextEnd.Length, text.End);
    }

    [Fact]
    public void StopString_EndsTheText_AndIsNotShown()
    {
        var whole = Generate(Prompt, Greedy, 20).Text;
        var stop = whole.Substring(whole.Length / 2, 3);

        var text = Generate(Prompt, Greedy, 20, stop);

        Assert.Equal(TextEnd.StopString, text.End);
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], text.Text);
    }

    [Fact]
    public void FullContext_EndsTheText()
    {
        var text = Generate(Prompt, Greedy, 1000);

        Assert.Equal(TextEnd.ContextFull, text.End);
        Assert.Equal(_model.MaxLength - _tokenizer.Encode(Encoding.UTF8.GetBytes(Prompt)).Length + 1, text.Tokens.Count);
    }

    [Fact]
    public void PromptThatIsTooLong_SaysHowLongItMayBe()
    {
        var error = Assert.Throws<UserErrorException>(() => Generate(string.Concat(Enumerable.Repeat(Prompt, 30)), Greedy, 1));

        Assert.Contains("at most 48", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_GivesTheSameBytesTwice()
    {
        var first = Path.Combine(_trained.Path, "a.onnx");
        var second = Path.Combine(_trained.Path, "b.onnx");

        Assert.Equal(OnnxExport.Write(_folder, new GraphOptions(), first), OnnxExport.Write(_folder, new GraphOptions(), second));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    private GeneratedText Generate(string prompt, SamplingOptions options, int tokens, params string[] stops) =>
        new TextGenerator(_model, _tokenizer).Generate(prompt, options, tokens, stops, _ => { }, CancellationToken.None);
}
