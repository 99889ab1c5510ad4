using System.Text.Json;
using Lts.Hosting;
using Lts.Tests.Trainer.Support;
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
    [InlineData(48)]
    [InlineData(24)]
    [InlineData(1)]
    public void Perplexity_IsThatOfPyTorch_InEveryUnit(int stride)
    {
        File.WriteAllText(_model["text"], Text);
        using var answer = JsonDocument.Parse(PythonTorch.Run("../../Evaluation/perplexity.py", _model.Path, _model["text"], $"{stride}"));

        var score = Score([_model["text"]], stride);

        Assert.Equal(answer.RootElement.GetProperty("tokens").GetInt64(), score.Tokens);
        AssertEqual("loss", score.Loss);
        AssertEqual("perplexity", score.Perplexity);
        AssertEqual("word_perplexity", score.WordPerplexity);
        AssertEqual("bits_per_byte", score.BitsPerByte);

        // Perplexity a word has the rounding of many nats in its exponent.
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

    [Fact]
    public void WhatCannotBeScored_IsRefused()
    {
        using var source = ModelSource.Open(_model.Path);
        Assert.Throws<UserErrorException>(() => new Evaluator(source, stride: 49));
        Assert.Throws<UserErrorException>(() => new Evaluator(source, stride: 0));
        using var evaluator = new Evaluator(source, threads: 1);
        var refusal = Assert.Throws<UserErrorException>(() => evaluator.Score(TokenTexts.Of((int[])[1, 257]), null, default));
        Assert.Contains("257", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), evaluator.Score(TokenTexts.Of((int[])[1]), null, default));
    }

    public void Dispose() => _model.Dispose();

    private TextScore Score(string[] sources, int stride, string? model = null)
    {
        using var source = ModelSource.Open(model ?? _model.Path);
        using var evaluator = new Evaluator(source, stride, threads: 1);
        return new CorpusEvaluation(evaluator, ByteTokenizer.Create(), "text").Score(sources, null, default);
    }
}
