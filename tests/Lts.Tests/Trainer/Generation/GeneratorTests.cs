using System.Text;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Export;
using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Generation;

public sealed class GeneratorTests : IDisposable
{
    private static readonly string[] Prompts = ["Once", "There was a house", "", "1 + 1 =", "Über allen Gipfeln"];
    private static readonly GenerationSettings Greedy = new() { Sampling = SamplingSettings.Greedy };
    private static readonly SamplingSettings Drawn = new() { Temperature = 1.3, TopP = 0.9, TopK = 40, RepetitionPenalty = 1.2, Seed = 5 };

    private readonly SmallModel _model = new(seed: 3);

    [Fact]
    public void GreedyText_WithCache_IsThatWithout()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            using var model = new SmallModel(seed);
            foreach (var prompt in Prompts)
            {
                var cached = Generate(Greedy, [prompt], model.Path);
                Assert.Equal(Generate(Greedy with { UseCache = false }, [prompt], model.Path)[0].Tokens.ToArray(), cached[0].Tokens.ToArray());
                Assert.NotEmpty(cached[0].Tokens);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_OfDifferentLengths_GivesTheTextsOfEachAlone(bool useCache)
    {
        foreach (var sampling in (SamplingSettings[])[SamplingSettings.Greedy, Drawn])
        {
            var settings = new GenerationSettings { Sampling = sampling, UseCache = useCache, MaxNewTokens = 60 };
            var together = Generate(settings, Prompts);
            for (var i = 0; i < Prompts.Length; i++)
            {
                // Alone it would be the first row of its seed: here the row's own stream is kept by putting prompts before it.
                var alone = Generate(settings, [.. Enumerable.Repeat(Prompts[i], i + 1)])[i];
                Assert.Equal(alone.Tokens.ToArray(), together[i].Tokens.ToArray());
                Assert.Equal(alone.Reason, together[i].Reason);
            }
        }
    }

    [Theory]
    [InlineData(1)] // a row at a time
    [InlineData(2 * 2 * 3 * 32 * 4 * 66 * 2)] // two rows at a time of the longest capacity
    public void BatchesOfLessMemory_GiveTheSameTexts(long bytes)
    {
        var settings = new GenerationSettings { Sampling = Drawn, MaxNewTokens = 60, Threads = 1 };
        var tokenizer = ByteTokenizer.Create();
        using var source = ModelSource.Open(_model.Path);
        var generator = new Generator(source, tokenizer, settings) { MaxCacheBytes = bytes };

        var texts = generator.Generate([.. Prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt)))], (_, _) => { }, default);

        Assert.Equal(Generate(settings, Prompts).Select(text => text.Text), texts.Select(text => text.Text));
    }

    [Fact]
    public void Seed_DecidesTheText()
    {
        var settings = new GenerationSettings { Sampling = Drawn, MaxNewTokens = 20 };
        Assert.Equal(Text(settings), Text(settings));
        Assert.NotEqual(Text(settings), Text(settings with { Sampling = Drawn with { Seed = 6 } }));

        string Text(GenerationSettings s) => Generate(s, ["Once"])[0].Text;
    }

    [Fact]
    public void ExportedFiles_WithAndWithoutCache_GiveTheFoldersText()
    {
        var expected = Generate(Greedy, Prompts).Select(text => text.Text);
        foreach (var settings in (ExportSettings[])[new(), new() { WithPast = true }, new() { WithPast = true, Logits = LogitsScope.Last }])
        {
            using (var folder = ModelFolder.Open(_model.Path))
            {
                OnnxExport.Write(folder, settings, _model["m.onnx"]);
            }

            Assert.Equal(expected, Generate(Greedy, Prompts, _model["m.onnx"]).Select(text => text.Text));
        }
    }

    [Fact]
    public void StopString_EndsTheText_AndIsLeftOut()
    {
        var whole = Generate(Greedy, ["Once"])[0];
        var stop = whole.Text[6..9];

        var stopped = Generate(Greedy with { StopStrings = ["never", stop] }, ["Once"])[0];

        Assert.Equal(FinishReason.StopString, stopped.Reason);
        Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)], stopped.Text);
    }

    [Fact]
    public void Text_EndsAtTheTokensAskedFor_OrAtTheLastPosition()
    {
        Assert.Equal((7, FinishReason.MaxTokens), Outcome(Greedy with { MaxNewTokens = 7 }, "Once"));
        Assert.Equal((48 - 4, FinishReason.ContextFull), Outcome(Greedy with { MaxNewTokens = 999 }, "Once"));
        Assert.Equal((1, FinishReason.ContextFull), Outcome(Greedy with { MaxNewTokens = 999 }, new string('x', 47)));
        var refusal = Assert.Throws<UserErrorException>(() => Generate(Greedy, ["ok", new string('x', 48)]));
        Assert.Contains("Prompt 2 has 48 tokens", refusal.Message, StringComparison.Ordinal);

        (int, FinishReason) Outcome(GenerationSettings settings, string prompt) =>
            Generate(settings, [prompt])[0] is var text ? (text.Tokens.Length, text.Reason) : default;
    }

    [Fact]
    public void IdsThatTheTokenizerLacks_AreNeverChosen()
    {
        // Checkpoints are often padded to a round vocabulary.
        var architecture = _model.Architecture with { VocabularySize = 320 };
        ModelFolderWriter.Write(_model["padded"], architecture, new LivelyWeights(9), ByteTokenizer.Create());
        foreach (var sampling in (SamplingSettings[])[SamplingSettings.Greedy, new() { Temperature = 50, TopP = 1 }])
        {
            var texts = Generate(Greedy with { Sampling = sampling, MaxNewTokens = 40 }, Prompts, _model["padded"]);
            Assert.All(texts.SelectMany(text => text.Tokens), token => Assert.InRange(token, 0, 255));
        }
    }

    [Fact]
    public void EveryWrongSetting_IsNamed()
    {
        var refusal = Assert.Throws<UserErrorException>(() => Generate(
            new GenerationSettings { MaxNewTokens = 0, StopStrings = [""], Sampling = new SamplingSettings { Temperature = -1, TopP = 0, TopK = -1, RepetitionPenalty = double.NaN } },
            ["Once"]));
        Assert.All(
            (string[])["--max-tokens", "--stop", "--temperature", "--top-p", "--top-k", "--repetition-penalty"],
            option => Assert.Contains(option, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Cancellation_EndsIt()
    {
        using var cancelled = new CancellationTokenSource();
        using var source = ModelSource.Open(_model.Path);
        var generator = new Generator(source, ByteTokenizer.Create(), Greedy);
        Assert.Throws<OperationCanceledException>(() => generator.Generate([[1]], (_, _) => cancelled.Cancel(), cancelled.Token));
    }

    public void Dispose() => _model.Dispose();

    private IReadOnlyList<GeneratedText> Generate(GenerationSettings settings, string[] prompts, string? path = null)
    {
        using var source = ModelSource.Open(path ?? _model.Path);
        var tokenizer = ByteTokenizer.Create();
        var shown = prompts.Select(_ => new StringBuilder()).ToArray();
        var results = new Generator(source, tokenizer, settings with { Threads = 1 }).Generate(
            [.. prompts.Select(prompt => tokenizer.Encode(Encoding.UTF8.GetBytes(prompt)))], (row, text) => shown[row].Append(text), default);
        Assert.Equal(shown.Select(text => text.ToString()), results.Select(result => result.Text));
        return results;
    }
}
