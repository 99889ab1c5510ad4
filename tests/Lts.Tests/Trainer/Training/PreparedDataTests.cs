using System.Text.Json.Nodes;
using Lts.Hosting;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Training;

/// <summary>Training on shards that were prepared before.</summary>
[Collection(TorchSerial.Name)]
public sealed class PreparedDataTests
{
    [TorchTheory]
    [InlineData("\"gpt2\"", "prepared with another tokenizer")]
    [InlineData("{ \"train_vocabulary_size\": 300 }", "tokens already")]
    public async Task AnotherTokenizer_IsRefusedByItsField(string tokenizer, string why)
    {
        using var run = await PreparedAsync(data => data["tokenizer"] = JsonNode.Parse(tokenizer));

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("data.tokenizer", e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Empty(run.Progress);
    }

    [TorchTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheSameTokenizer_OrNone_MayBeNamed(bool named)
    {
        using var run = await PreparedAsync(data =>
        {
            if (named)
            {
                data["tokenizer"] = $"prepared/{TokenizerFile.FileName}";
            }
        });

        Assert.Equal(8, (await run.TrainAsync()).Steps);
    }

    /// <summary>Earlier versions filled the default in, beside the shards too, and wrote it down.</summary>
    [TorchFact]
    public async Task ARunThatBeganWithADefaultBesideItsShards_GoesOn()
    {
        using var run = await PreparedAsync(_ => { });
        await run.TrainAsync();
        File.Delete(run.Folder.Result);
        foreach (var path in (string[])[run.Folder.Configuration, run.Folder.BegunWith])
        {
            var written = JsonNode.Parse(File.ReadAllText(path))!;
            Assert.Null(written["data"]!["tokenizer"]);
            written["data"]!["tokenizer"] = new JsonObject { ["train_vocabulary_size"] = 4096 };
            File.WriteAllText(path, written.ToJsonString());
        }

        Assert.Equal(8, (await run.TrainAsync(configuration: "run/config.json")).Steps);
        Assert.Equal(8, (await run.TrainAsync()).Steps);
    }

    private static async Task<SmallRun> PreparedAsync(Action<JsonNode> change)
    {
        var run = new SmallRun(configuration =>
        {
            configuration["training"]!["steps"] = 8;
            configuration["data"] = new JsonObject { ["shards"] = "prepared" };
            change(configuration["data"]!);
        });
        var folder = Path.Combine(Path.GetDirectoryName(run.TextPath)!, "prepared");
        await Preparation.PrepareAsync(
            new DataOptions { Sources = [run.TextPath], TrainVocabularySize = 300, ValidationFraction = 0.1 }, folder, null, CancellationToken.None);
        return run;
    }
}
