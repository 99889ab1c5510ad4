using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Trainer.Models.Files;

namespace Lts.Tests.Trainer.Models;

public sealed class HuggingFaceConfigTests
{
    [Fact]
    public void LayersAlike_AreAGpt2()
    {
        var config = Config(new DecoderLayer(64, 2), new DecoderLayer(64, 2));

        Assert.Equal("gpt2", (string?)config["model_type"]);
        Assert.Equal((2, 64, 2, 32), ((int)config["n_head"]!, (int)config["n_inner"]!, (int)config["n_layer"]!, (int)config["n_embd"]!));
        Assert.Equal("gelu_new", (string?)config["activation_function"]);
        Assert.Equal(7, (int)config["eos_token_id"]!);
    }

    [Fact]
    public void LayersThatDiffer_AreArchaisFlex()
    {
        var config = Config(new DecoderLayer(64, 2), new DecoderLayer(96, 4));

        Assert.Equal("gpt2-flex", (string?)config["model_type"]);
        Assert.Equal([2, 4], config["n_head"]!.AsArray().Select(n => (int)n!));
        Assert.Equal([64, 96], config["n_inner"]!.AsArray().Select(n => (int)n!));
    }

    private static JsonObject Config(params DecoderLayer[] layers)
    {
        using var stream = new MemoryStream();
        HuggingFaceConfig.Write(
            new Architecture { HiddenSize = 32, Layers = [.. layers], VocabularySize = 50, MaxSequenceLength = 16 }, endOfTextId: 7, stream);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }
}
