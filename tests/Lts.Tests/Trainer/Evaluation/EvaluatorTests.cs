using System.Text.Json;
using Lts.Hosting;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Evaluation;
using Lts.Trainer.Export;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    private const string Text = "Gleich fällt der Regen,\nund wer ihn hört, schläft ein. The rain falls soon, and who hears it falls asleep. 雨 🌧 ";
    private readonly SmallModel _model = new();

    [PythonTorchTheory]
    [InlineData(48, 48)]
    [InlineData(48, 24)]
    [InlineData(48, 1)]
    [InlineData(20, 10)]
    [InlineData(1, 1)]
    public void Perplexity_IsThatOfPyTorch_InEveryUnit(int window, int stride)
    {
        File.WriteAllText(_model["text"], Text);
        using var answer = JsonDocument.Parse(PythonTorch.Run("../../Evaluation/perplexity.py", _model.Path, _model["text"], $"{window}", $"{stride}"));

        var score = Score([_model["text"]], stride, window: window);

        Assert.Equal(answer.RootElement.GetProperty("tokens").GetInt64(), score.Tokens);
        AssertEqual("loss", score.Loss);
        AssertEqual("perplexity", score.Perplexity!.Value);
        AssertEqual("word_perplexity", score.WordPerplexity!.Value);
        AssertEqual("bits_per_byte", score.BitsPerByte);

        // Perplexity per word has the rounding of many nats in its exponent.
        void AssertEqual(string name, double actual) =>
            Assert.InRange(Math.Log(actual / answer.RootElement.GetProperty(name).GetDouble()), -1e-4, 1e-4);
    }

    [Fact]
    public void Score_DoesNotDependOnTheFormOfTheModel()
    {
        File.WriteAllText(_model["text"], Text);
        var expected = Score([_model["text"]], 16);
        foreach (var past in (bool[])[false, true])
        {
            using (var folder = ModelFolder.Open(_model.Path))
            {
                OnnxExport.Write(folder, new ExportSettings { WithPast = past }, _model["model.onnx"]);
            }

            Assert.Equal(expected.Loss, Score([_model["text"]], 16, _model["model.onnx"]).Loss, 5);
        }
    }

    [Fact]
    public void Documents_AreScoredByThemselves()
    {
        File.WriteAllText(_model["a.jsonl"], "{\"text\":\"one two\"}\n{\"text\":\"three\"}\n");
        File.WriteAllText(_model["a.txt"], "one two");
        File.WriteAllText(_model["b.txt"], "three");
        var (together, apart) = (Score([_model["a.jsonl"]], 8), Score([_model["a.txt"], _model["b.txt"]], 8));
        Assert.Equal((12L, 3L, 12L), (together.Tokens, together.Words, together.Bytes));
        Assert.Equal(apart.Nats, together.Nats, 6);
    }

    /// <summary>Prepared data is one text: what stands before a document is seen, as in training, and its own end of text is predicted.</summary>
    [Fact]
    public async Task PreparedData_IsScoredAsOneText()
    {
        File.WriteAllLines(_model["a.jsonl"], Enumerable.Range(0, 40).Select(i => $"{{\"text\":\"document number {i} of them\"}}"));
        var tokenizer = ByteTokenizer.Create();
        TokenizerFile.Save(tokenizer, _model["tokenizer.json"]);
        await Preparation.PrepareAsync(
            new DataOptions { Sources = [_model["a.jsonl"]], Tokenizer = _model["tokenizer.json"], ValidationFraction = 0.5 }, _model["data"], null, default);
        using var data = TokenDataset.Open(_model["data"]);
        var ids = new int[data.Validation.TokenCount];
        data.Validation.Read(0, ids);
        Assert.True(ids.Count(id => id == tokenizer.EndOfTextId) > 2);

        using var source = ModelSource.Open(_model.Path);
        using var evaluator = new Evaluator(source, WindowSettings.For(48, stride: 16), threads: 1);
        var (nats, tokens) = evaluator.Score(TokenTexts.Of(ids), null, default);

        var score = new CorpusEvaluation(evaluator, tokenizer, "text").Score([_model["data"]], null, default);
        Assert.Equal((nats, tokens), (score.Nats, score.Tokens));
        Assert.Equal(ids.Length - 1, tokens);
    }

    [Fact]
    public void WhatCannotBeScored_IsRefused()
    {
        using var source = ModelSource.Open(_model.Path);
        using var evaluator = new Evaluator(source, WindowSettings.For(48), threads: 1);
        var refusal = Assert.Throws<UserErrorException>(() => evaluator.Score(TokenTexts.Of((int[])[1, 257]), null, default));
        Assert.Contains("257", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), evaluator.Score(TokenTexts.Of((int[])[1]), null, default));
    }

    [Fact]
    public void Words_AreRunsBetweenAsciiWhiteSpace_AndATextWithoutAny_HasNoPerplexityPerWord()
    {
        File.WriteAllText(_model["a"], " one\ttwo\u00a0and  three\r\n");
        Assert.Equal(3, Score([_model["a"]], 24).Words);
        File.WriteAllText(_model["b"], " \n ");
        Assert.Null(Score([_model["b"]], 24).WordPerplexity);
        File.WriteAllText(_model["c"], new string('x', 2000));
        Assert.Null(Score([_model["c"]], 24).WordPerplexity); // e to thousands of nats
        File.WriteAllText(_model["empty.jsonl"], "{\"text\":\"\"}\n");
        Assert.Throws<UserErrorException>(() => Score([_model["empty.jsonl"]], 24));
    }

    [Fact]
    public void Windows_AreHalfNew_AndAsLongAsTheModelSees_UnlessSaid()
    {
        Assert.Equal(new WindowSettings(48, 24), WindowSettings.For(48));
        Assert.Equal(new WindowSettings(7, 3), WindowSettings.For(48, length: 7));
        Assert.Equal(new WindowSettings(1, 1), WindowSettings.For(48, length: 1));
        Assert.Equal(new WindowSettings(48, 48), WindowSettings.For(48, stride: 48));
        foreach (var (option, length, stride) in ((string, int?, int?)[])[("--window", 49, null), ("--window", 0, null), ("--stride", null, 49), ("--stride", 8, 9), ("--stride", 8, 0)])
        {
            var refusal = Assert.Throws<UserErrorException>(() => WindowSettings.For(48, length, stride));
            Assert.StartsWith(option, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        }
    }

    public void Dispose() => _model.Dispose();

    private TextScore Score(string[] sources, int stride, string? model = null, int? window = null)
    {
        using var source = ModelSource.Open(model ?? _model.Path);
        using var evaluator = new Evaluator(source, WindowSettings.For(48, window, stride), threads: 1);
        return new CorpusEvaluation(evaluator, ByteTokenizer.Create(), "text").Score(sources, null, default);
    }
}
