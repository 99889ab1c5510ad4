using System.Text;
using System.Text.Json.Nodes;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gpt2_ComesBackFromAFile()
    {
        var gpt2 = Gpt2Tokenizer.Load();
        TokenizerFile.Save(gpt2, _folder["tokenizer.json"]);
        var read = TokenizerFile.LoadNamed(_folder.FullName);
        var text = Encoding.UTF8.GetBytes("It's a test: 日本 😀  \n ok");
        Assert.Equal(gpt2.Encode(text), read.Encode(text));
        Assert.Equal((gpt2.VocabularySize, gpt2.EndOfTextId, gpt2.Sha256), (read.VocabularySize, read.EndOfTextId, read.Sha256));
        Assert.Equal(50_257, read.VocabularySize);
    }

    [Fact]
    public void MergesAsPairs_AreRead()
    {
        var json = Small();
        json["model"]!["merges"] = new JsonArray(new JsonArray("a", "b"), new JsonArray("Ġ", "ab"));
        Assert.Equal([257, 257], Load(json).Encode(" ab ab"u8));
    }

    [Fact]
    public void IdsInAnyOrder_AreRead()
    {
        // The end of a text first, as Hugging Face's trainer has it.
        var json = Small();
        var vocabulary = json["model"]!["vocab"]!.AsObject();
        foreach (var name in vocabulary.Select(pair => pair.Key).ToList())
        {
            vocabulary[name] = (vocabulary[name]!.GetValue<int>() + 1) % 259;
        }

        json["added_tokens"]![0]!["id"] = 0;
        var tokenizer = Load(json);
        Assert.Equal(0, tokenizer.EndOfTextId);
        Assert.Equal([258, 65], tokenizer.Encode(" aba"u8));
    }

    [Theory]
    [InlineData("normalizer", """{"type":"NFC"}""", "normalizer")]
    [InlineData("pre_tokenizer", """{"type":"Whitespace"}""", "Whitespace")]
    [InlineData("pre_tokenizer", "null", "pre_tokenizer")]
    [InlineData("pre_tokenizer", """{"type":"ByteLevel","add_prefix_space":true}""", "add_prefix_space")]
    [InlineData("pre_tokenizer", """{"type":"ByteLevel","use_regex":false}""", "use_regex")]
    [InlineData("model.type", "\"Unigram\"", "Unigram")]
    [InlineData("model.ignore_merges", "true", "ignore_merges")]
    [InlineData("model.byte_fallback", "true", "byte_fallback")]
    [InlineData("model.dropout", "0.1", "dropout")]
    [InlineData("model.end_of_word_suffix", "\"</w>\"", "end_of_word_suffix")]
    [InlineData("model.vocab", "{}", "256 single bytes")]
    [InlineData("model.vocab.ab", "300", "no token")]
    [InlineData("model.vocab.ab", "3", "id 3")]
    [InlineData("model.vocab.ab", "-1", "ab")]
    [InlineData("model.vocab.ab", "99999999999", "ab")]
    [InlineData("model.vocab.ab", "1.5", "ab")]
    [InlineData("model.vocab.日", "257", "日")]
    [InlineData("model.merges", """["a b c"]""", "number 1")]
    [InlineData("model.merges", """["a zz"]""", "a zz")]
    [InlineData("model.merges", """["a b","a b"]""", "twice")]
    [InlineData("model.merges", "7", "merges")]
    [InlineData("added_tokens", "[]", "end of a text")]
    [InlineData("added_tokens", """[{"id":258,"content":"<|endoftext|>","special":false}]""", "not special")]
    [InlineData("model", "null", "model")]
    public void WhatWouldGiveOtherIds_IsRefusedByName(string field, string value, string named)
    {
        var json = Small();
        var path = field.Split('.');
        path[..^1].Aggregate((JsonNode)json, (node, name) => node[name]!)[path[^1]] = JsonNode.Parse(value);
        var error = Assert.Throws<UserErrorException>(() => Load(json));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllErrorsComeAtOnce()
    {
        var json = Small();
        json["normalizer"] = JsonNode.Parse("""{"type":"NFC"}""");
        json["model"]!["merges"] = new JsonArray("x y", "y z");
        var error = Assert.Throws<UserErrorException>(() => Load(json));
        Assert.All(["NFC", "x y", "y z"], (string named) => Assert.Contains(named, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"model\":{\"vocab\":{\"\\ud800\":1}}}")]
    public void WhatIsNoTokenizer_IsRefused(string text)
    {
        File.WriteAllText(_folder["tokenizer.json"], text);
        Assert.Equal(ExitCode.Usage, Assert.Throws<UserErrorException>(() => TokenizerFile.Load(_folder["tokenizer.json"])).ExitCode);
    }

    [Fact]
    public void AMissingFile_IsNamed() =>
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => TokenizerFile.LoadNamed(_folder["none.json"])).ExitCode);

    /// <summary>256 bytes, "ab" (256), " ab" (257) and the end (258).</summary>
    private static JsonObject Small()
    {
        var vocabulary = new JsonObject();
        foreach (var value in ByteAlphabet.InOrder)
        {
            vocabulary[ByteAlphabet.ToText([value])] = vocabulary.Count;
        }

        vocabulary["ab"] = 256;
        vocabulary["Ġab"] = 257;
        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 258, ["content"] = "<|endoftext|>", ["special"] = true }),
            ["normalizer"] = null,
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray("a b", "Ġ ab") },
        };
    }

    private ByteLevelTokenizer Load(JsonObject json)
    {
        File.WriteAllText(_folder["tokenizer.json"], json.ToJsonString());
        return TokenizerFile.Load(_folder["tokenizer.json"]);
    }
}
