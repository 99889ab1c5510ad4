using System.Buffers;
using System.Globalization;
using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Tokenization;

public sealed class Gpt2EncodingTests
{
    private static readonly ByteLevelTokenizer Tokenizer = Gpt2Tokenizer.Load();

    [Fact]
    public async Task ThePackagesOwnFilesEncodeAsInThePackage()
    {
        var folder = Path.Combine(Repository.Root, "third_party", "npm", "node_modules", "gpt-3-encoder");
        string[] names = ["README.md", "Encoder.js", "LICENSE", "package.json", "index.d.ts"];
        await AgreeAsync([.. names.Select(name => File.ReadAllText(Path.Combine(folder, name)))]);
    }

    [Fact]
    public async Task RealTextEncodesAsInThePackage() =>
        await AgreeAsync([.. SampleText.Files().Where((_, i) => i % 20 == 0).Select(file => string.Concat(File.ReadAllText(file).Take(20_000)))]);

    [Fact]
    public async Task ChosenTextsEncodeAsInThePackage() => await AgreeAsync(
    [
        "", " ", "  ", "\n", "\n\n", " \n", "\n ", " \n \n x", "\t\tx", "a  b   c    d", "a \n b", "trailing   ", "trailing\n\n\n", "x\u00a0y", "x\u00a0\u00a0y",
        "x \u3000y", "\ufeffstart", "x\ufeff\ufeff y", "a\u0085b", "a \u0085 b", "\u2028\u2029 x", "\u1680\u180ex", "\u200b\u200c",
        "it's they're I've I'm we'll he'd don't 'S 'RE ''s '' 'x", " 's", "x's't're", "1234567890 12 3.14 ½ Ⅷ ٣ 一二三 ①", "a1b2 c3", "don’t",
        "日本語のテキスト。中文字符，没有空格。한국어 텍스트", "Здравствуй, мир! Γειά σου", "مرحبا بالعالم", "नमस्ते दुनिया", "ไทยไม่มีช่องว่าง",
        "😀😃👨‍👩‍👧‍👦🏳️‍🌈🇨🇭 ❤️", "e\u0301 é ǆ ß İ ı", "\u0000\u0001\u001f\u007f", "<|endoftext|>", "foo<|endoftext|>bar", "==== ---- ____ #### ****",
        "https://example.org/a?b=c&d=%20e#f", "\r\n\r\n a\r\n", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𠮷", new string('a', 300), new string(' ', 300), new string('.', 300), string.Concat(Enumerable.Repeat("ab ", 100)),
    ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomTextsEncodeAsInThePackage(int seed)
    {
        var random = new Random(seed);
        await AgreeAsync([.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? RandomCharacters(random) : RandomMixture(random))]);
    }

    /// <summary>Bytes that happen to be UTF-8 here and there: what the package sees of them is text.</summary>
    [Fact]
    public async Task RandomBytesReadAsTextEncodeAsInThePackage()
    {
        var random = new Random(4);
        var texts = Enumerable.Range(0, 300).Select(_ =>
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            return Encoding.UTF8.GetString(bytes);
        });
        await AgreeAsync([.. texts]);
    }

    [Fact]
    public void RandomBytesComeBack()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(0, 3_000)];
            random.NextBytes(bytes);
            Assert.Equal(bytes, Decode(Tokenizer.Encode(bytes)));
        }
    }

    [Fact]
    public void AMebibyteOfOneLetterTakesNoLongerThanOtherText()
    {
        var text = new byte[1 << 20];
        Array.Fill(text, (byte)'a');
        var began = TimeProvider.System.GetTimestamp();
        var ids = Tokenizer.Encode(text);
        // Quadratic merging would take an hour; this takes a fifth of a second on an idle machine.
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10));
        Assert.Equal(text, Decode(ids));
    }

    [Fact]
    public async Task ManyThreadsEncodeAtOnce()
    {
        var texts = SampleText.Files().Take(16).Select(File.ReadAllBytes).ToList();
        var alone = texts.Select(text => Tokenizer.Encode(text)).ToList();
        var together = await Task.WhenAll(texts.Concat(texts).Select(text => Task.Run(() => Tokenizer.Encode(text))));
        Assert.All(together.Zip(alone.Concat(alone)), pair => Assert.Equal(pair.Second, pair.First));
    }

    [Theory]
    [InlineData(50_257)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Decode_IdBeyondTheVocabulary_IsNamed(int id)
    {
        var error = Assert.Throws<UserErrorException>(() => Decode([15496, id]));
        Assert.Contains(id.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("50256", error.Message, StringComparison.Ordinal);
    }

    private static async Task AgreeAsync(IReadOnlyList<string> texts)
    {
        var expected = await GptEncoder.EncodeAsync(texts);
        Assert.Equal(texts.Count, expected.Length);
        for (var i = 0; i < texts.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[i]);
            var ids = Tokenizer.Encode(bytes);
            Assert.True(expected[i].SequenceEqual(ids), $"{Escaped(texts[i])}\nexpected {string.Join(' ', expected[i])}\nactual   {string.Join(' ', ids)}");
            Assert.Equal(bytes, Decode(ids));
        }
    }

    /// <summary>Characters of every kind that both sides' Unicode versions know.</summary>
    private static string RandomCharacters(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(1, 60); text.Length < length;)
        {
            var value = random.Next(4) switch { 0 => random.Next(0x80), 1 => random.Next(0x800), 2 => random.Next(0x10000), _ => random.Next(0x20000) };
            if (Rune.IsValid(value) && CharUnicodeInfo.GetUnicodeCategory(value) != UnicodeCategory.OtherNotAssigned && !IsRecent(value))
            {
                text.Append(new Rune(value));
            }
        }

        return text.ToString();
    }

    /// <summary>Blocks that gained letters or digits in Unicode 16 and later, which Node.js 20 does not know.</summary>
    private static bool IsRecent(int value) => value is (>= 0x0870 and <= 0x08FF) or (>= 0x0C5C and <= 0x0C5C) or (>= 0x0CDC and <= 0x0CDD)
        or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA7C0 and <= 0xA7FF) or >= 0x10500;

    private static string RandomMixture(Random random)
    {
        string[] parts =
        [
            " ", "  ", "\n", "\t", "\u00a0", "\u3000", "'s", "'", "'ll", "a", "Word", "the", "é", "日本", "1", "23", "½", ".", "!?", "😀", "\u0301", "\ufeff", "\u200d", "\r\n", "_",
        ];
        return string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static string Escaped(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static byte[] Decode(int[] ids)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Tokenizer.Decode(ids, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
