using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Commands;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Commands;

public sealed class EncodeCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hello world")]
    [InlineData("caf\u00e9 \ud83d\ude00\n")]
    public async Task WhatIsEncoded_IsDecodedToTheSameBytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var json in (bool[])[false, true])
        {
            var ids = await EncodeAsync(bytes, json);
            Assert.Equal(bytes, await DecodeAsync(Encoding.UTF8.GetBytes(ids), json: false));
            Assert.Equal(text, JsonSerializer.Deserialize<string>(await DecodeAsync(Encoding.UTF8.GetBytes(ids), json: true)));
        }
    }

    [Fact]
    public async Task Json_IsAList() => Assert.Equal("[15496,995]\n", await EncodeAsync("Hello world"u8.ToArray(), json: true));

    [Fact]
    public async Task Lines_AreIdsApartBySpaces() => Assert.Equal("15496 995\n", await EncodeAsync("Hello world"u8.ToArray(), json: false));

    [Fact]
    public async Task BytesThatAreNoUtf8_ComeBack()
    {
        byte[] bytes = [0, 0xFF, 0xFE, (byte)' ', 0xC3, (byte)'\n', 0xE6, 0x97];
        Assert.Equal(bytes, await DecodeAsync(Encoding.UTF8.GetBytes(await EncodeAsync(bytes, json: true)), json: false));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task ATextReadInParts_HasTheTokensOfTheWhole(int partBytes)
    {
        var text = File.ReadAllBytes(SampleText.Files()[150]);
        var (parts, ids, count) = (0, new List<int>(), 0);
        await foreach (var part in TextStream.ReadAsync(new MemoryStream(text), partBytes, CancellationToken.None))
        {
            parts++;
            count += part.Length;
            ids.AddRange(Gpt2Tokenizer.Load().Encode(part.Span));
        }

        Assert.Equal(text.Length, count);
        Assert.True(parts >= text.Length / (2 * partBytes));
        Assert.Equal(Gpt2Tokenizer.Load().Encode(text), ids);
    }

    [Theory]
    [InlineData("15496 x", 6)]
    [InlineData("-1", 0)]
    [InlineData("1.5", 0)]
    [InlineData("1 99999999999", 2)]
    [InlineData("{\"ids\":[1]}", 0)]
    public async Task WhatIsNoId_IsNamedByItsPlace(string ids, int place)
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => DecodeAsync(Encoding.UTF8.GetBytes(ids), json: false));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains($"byte {place.ToString(CultureInfo.InvariantCulture)} ", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> EncodeAsync(byte[] text, bool json)
    {
        using var output = new MemoryStream();
        await EncodeCommand.RunAsync(new MemoryStream(text), output, Gpt2Tokenizer.Load(), json, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<byte[]> DecodeAsync(byte[] ids, bool json)
    {
        using var output = new MemoryStream();
        await DecodeCommand.RunAsync(new MemoryStream(ids), output, Gpt2Tokenizer.Load(), json, CancellationToken.None);
        return output.ToArray();
    }
}
