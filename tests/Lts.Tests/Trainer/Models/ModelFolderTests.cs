using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Tests.Onnx;
using Lts.Tests.Support;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;
using Lts.Trainer.Models.SafeTensors;

namespace Lts.Tests.Trainer.Models;

/// <summary>
/// Folders by the format's stated facts: transformers' GPT2Config and checkpoint names, and Archai's GPT2FlexConfig. Neither library is asked.
/// </summary>
public sealed class ModelFolderTests : IDisposable
{
    private static readonly Architecture Alike = new Gpt2Shape { HiddenSize = 16, Layers = [new(40, 4), new(40, 4)], VocabularySize = 300, MaxSequenceLength = 12 };
    private static readonly Architecture Mixed = Gpt2Shape.Of(Alike) with { Layers = [new(40, 4), new(24, 2)], AttentionDropout = 0.1 };

    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Folder_IsReadBackAsItWasWritten()
    {
        foreach (var architecture in (Architecture[])[Alike, Mixed])
        {
            ModelFolderWriter.Write(_folder["m"], architecture, new LivelyWeights(1), null);
            using var folder = ModelFolder.Open(_folder["m"]);
            Assert.Equal(architecture, folder.Architecture);
            Assert.Null(folder.Tokenizer);
            AssertWeights(folder, 1);
        }
    }

    [Fact]
    public void LayersAlike_GiveHuggingFacesConfiguration()
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
        var configuration = Read();
        Assert.Equal("gpt2", (string?)configuration["model_type"]);
        Assert.Equal("GPT2LMHeadModel", (string?)configuration["architectures"]![0]);
        Assert.Equal([2, 16, 4, 40, 300, 12], ((string[])["n_layer", "n_embd", "n_head", "n_inner", "vocab_size", "n_positions"]).Select(name => (int)configuration[name]!));
        Assert.Equal("gelu_new", (string?)configuration["activation_function"]);
    }

    [Fact]
    public void LayersThatDiffer_GiveArchaisConfiguration()
    {
        ModelFolderWriter.Write(_folder["m"], Mixed, new LivelyWeights(1), null);
        var configuration = Read();
        Assert.Equal("gpt2-flex", (string?)configuration["model_type"]);
        Assert.Equal([4, 2], configuration["n_head"]!.AsArray().Select(n => (int)n!));
        Assert.Equal([40, 24], configuration["n_inner"]!.AsArray().Select(n => (int)n!));
    }

    [Fact]
    public void FolderFromElsewhere_IsRead_WithPrefixMasksHalfFloatsAndTiedHead()
    {
        // As transformers of old saved GPT2LMHeadModel: no n_inner, which means four times n_embd; no architecture.json.
        Architecture architecture = Gpt2Shape.Of(Alike) with { Layers = [new(64, 4), new(64, 4)] };
        Directory.CreateDirectory(_folder["m"]);
        File.WriteAllText(_folder["m/config.json"],
            """{"model_type":"gpt2","n_layer":2,"n_embd":16,"n_head":4,"vocab_size":300,"n_positions":12,"n_ctx":12,"n_inner":null,"summary_type":"cls_index"}""");
        var entries = Gpt2Weights.Of(architecture).Select(weight => Half($"transformer.{weight.Name}", weight)).ToList();
        entries.Add(Half("lm_head.weight", Gpt2Weights.Of(architecture)[0]));
        entries.Add(new TensorEntry("transformer.h.0.attn.bias", TensorType.U8, [1, 1, 12, 12], stream => stream.Write(new byte[144])));
        entries.Add(new TensorEntry("transformer.h.1.attn.masked_bias", TensorType.F32, [], stream => stream.Write(new byte[4])));
        SafeTensorsFile.Write(_folder["m/model.safetensors"], entries);

        using var folder = ModelFolder.Open(_folder["m"]);
        Assert.Equal(architecture, folder.Architecture);
        foreach (var weight in Gpt2Weights.Of(architecture))
        {
            var values = new float[weight.ElementCount];
            folder.Weights.Fill(weight, 0, values);
            Assert.Equal(Values(weight).Select(v => (float)(Half)v), values);
        }
    }

    [Fact]
    public void TiedHeadOfAnotherMatrix_IsRefused()
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
        var entries = Gpt2Weights.Of(Alike).Select(weight => Float(weight.Name, weight, 1)).Append(Float("lm_head.weight", Gpt2Weights.Of(Alike)[0], 2));
        SafeTensorsFile.Write(_folder["m/model.safetensors"], [.. entries]);
        AssertRefused("tied to the embedding");
    }

    [Fact]
    public void WeightsOfAnotherModel_AreRefused_WithEveryTensor()
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
        var entries = Gpt2Weights.Of(Mixed).Select(weight => Float(weight.Name, weight, 1)).Where(entry => entry.Name != "ln_f.bias")
            .Append(new TensorEntry("h.7.x", TensorType.U8, [1], stream => stream.WriteByte(0)));
        SafeTensorsFile.Write(_folder["m/model.safetensors"], [.. entries]);
        AssertRefused("'h.1.mlp.c_fc.weight' is F32 [16, 24]; according to the configuration it should be [16, 40]", "'ln_f.bias' is missing", "'h.7.x' is not a tensor");
    }

    [Theory]
    [InlineData("model_type", "\"llama\"", "model_type is \"llama\"")]
    [InlineData("activation_function", "\"relu\"", "activation_function is \"relu\"")]
    [InlineData("layer_norm_epsilon", "1e-6", "layer_norm_epsilon is 1e-6")]
    [InlineData("n_head", "3", "does not divide")]
    [InlineData("n_layer", "1000000000", "n_layer must be")]
    [InlineData("n_layer", "3", "'h.2.ln_1.weight' is missing")]
    [InlineData("n_head", "[]", "n_head is an empty list")]
    [InlineData("scale_attn_by_inverse_layer_idx", "true", "scale_attn_by_inverse_layer_idx is true")]
    public void ConfigurationOfAnotherComputation_IsRefused(string field, string value, string reason)
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
        File.Delete(_folder["m/architecture.json"]);
        var configuration = Read();
        configuration[field] = JsonNode.Parse(value);
        File.WriteAllText(_folder["m/config.json"], configuration.ToJsonString());
        AssertRefused(reason);
    }

    [Fact]
    public void ArchitectureFileThatSaysOtherwise_IsRefused()
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
        File.WriteAllText(_folder["m/architecture.json"], ArchitectureJson.ToJson(Mixed));
        AssertRefused("Remove the one that is wrong");
    }

    [Fact]
    public void Tokenizer_IsWrittenInEveryForm_AndReadFromEither()
    {
        var tokenizer = Gpt2Tokenizer.Load();
        Architecture architecture = Gpt2Shape.Of(Alike) with { VocabularySize = tokenizer.VocabularySize };
        ModelFolderWriter.Write(_folder["m"], architecture, new LivelyWeights(1), tokenizer);
        using (var folder = ModelFolder.Open(_folder["m"]))
        {
            Assert.Equal(tokenizer.Sha256, folder.Tokenizer!.Sha256);
        }

        File.Delete(_folder["m/tokenizer.json"]);
        using var old = ModelFolder.Open(_folder["m"]);
        Assert.Equal(tokenizer.Sha256, old.Tokenizer!.Sha256);
        Assert.Equal(tokenizer.EndOfTextId, (int)Read()["eos_token_id"]!);
    }

    [Fact]
    public void TokenizerLargerThanTheModel_IsRefused()
    {
        ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), Gpt2Tokenizer.Load());
        AssertRefused("they do not belong together");
    }

    [Fact]
    public void FolderWithOtherThings_IsNotReplaced()
    {
        Directory.CreateDirectory(_folder["m"]);
        File.WriteAllText(_folder["m/thesis.tex"], "years of work");
        var refusal = Assert.Throws<UserErrorException>(() => ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null));
        Assert.Contains("thesis.tex", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["m/thesis.tex"]));
    }

    [Fact]
    public void FileInTheFoldersPlace_IsTheCommandLinesFault()
    {
        File.WriteAllText(_folder["m"], "years of work");
        var refusal = Assert.Throws<UserErrorException>(() => ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Equal("years of work", File.ReadAllText(_folder["m"]));
    }

    /// <summary>The process has died between two renames: the model was set aside, the next one is whole or was deleted by hand.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void ModelThatACrashLeftSetAside_IsRead_AndPutBackByTheNextWriter(bool nextIsThere, int seed)
    {
        Crash();
        using (var folder = ModelFolder.Open(_folder["m"]))
        {
            AssertWeights(folder, seed);
        }

        var refusing = new LivelyWeights(3);
        File.WriteAllText(_folder[nextIsThere ? "m.lts-partial/thesis.tex" : "m.lts-old/thesis.tex"], "years of work");
        Assert.Throws<UserErrorException>(() => ModelFolderWriter.Write(_folder["m"], Alike, refusing, null));
        Assert.True(File.Exists(_folder["m/thesis.tex"])); // put back before anything was written, and looked at like any other
        File.Delete(_folder["m/thesis.tex"]);

        ModelFolderWriter.Write(_folder["m"], Alike, refusing, null);
        using var written = ModelFolder.Open(_folder["m"]);
        AssertWeights(written, 3);
        Assert.Equal([_folder["m"]], Directory.GetDirectories(_folder.FullName));

        void Crash()
        {
            ModelFolderWriter.Write(_folder["m"], Alike, new LivelyWeights(1), null);
            Directory.Move(_folder["m"], _folder["m.lts-old"]);
            if (nextIsThere)
            {
                ModelFolderWriter.Write(_folder["elsewhere"], Alike, new LivelyWeights(2), null);
                Directory.Move(_folder["elsewhere"], _folder["m.lts-partial"]);
            }
        }
    }

    [Fact]
    public void NoModel_SaysWhatIsMissing()
    {
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => ModelFolder.Open(_folder["m"])).ExitCode);
        Directory.CreateDirectory(_folder["m"]);
        AssertRefused("has no model.safetensors");
        File.WriteAllText(_folder["m/pytorch_model.bin"], "");
        AssertRefused("a program rather than data");
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertWeights(ModelFolder folder, int seed)
    {
        foreach (var weight in Gpt2Weights.Of(folder.Architecture))
        {
            var (expected, actual) = (new float[weight.ElementCount], new float[weight.ElementCount]);
            new LivelyWeights(seed).Fill(weight, 0, expected);
            folder.Weights.Fill(weight, 0, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static float[] Values(WeightTensor weight, int seed = 1)
    {
        var values = new float[weight.ElementCount];
        new LivelyWeights(seed).Fill(weight, 0, values);
        return values;
    }

    private static TensorEntry Half(string name, WeightTensor weight) => new(name, TensorType.F16, weight.Dims, stream =>
        stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<Half>([.. Values(weight).Select(v => (Half)v)])));

    private static TensorEntry Float(string name, WeightTensor weight, int seed) => new(name, TensorType.F32, weight.Dims, stream =>
        stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Values(weight, seed))));

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(_folder["m/config.json"]))!.AsObject();

    private void AssertRefused(params string[] reasons)
    {
        var refusal = Assert.Throws<UserErrorException>(() => ModelFolder.Open(_folder["m"]));
        Assert.All(reasons, reason => Assert.Contains(reason, refusal.Message, StringComparison.Ordinal));
    }
}
