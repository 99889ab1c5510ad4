using System.IO.Compression;
using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data.Corpus;

namespace Lts.Tests.Trainer.Data;

public sealed class CorpusReaderTests : IDisposable
{
    private const int PieceBytes = 1_000;
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.txt.gz")]
    public void ALongText_ComesWholeInPieces(string name)
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => i % 9 == 0 ? $"Satz {i} ü\n" : $"日{i} "));
        Write(name, Encoding.UTF8.GetBytes(text));
        var pieces = Read(name);
        Assert.Equal(text, string.Concat(pieces.Select(piece => Encoding.UTF8.GetString(piece.Text.Span))));
        Assert.All(pieces, piece => Assert.InRange(piece.Text.Length, 1, PieceBytes));
        Assert.Equal([true], pieces.Where(piece => piece.StartsDocument).Select(piece => piece.StartsDocument));
    }

    [Fact]
    public void ATextWithoutSpaces_IsCutBetweenCharacters()
    {
        Write("a.txt", Encoding.UTF8.GetBytes(new string('日', 5_000)));
        Assert.All(Read("a.txt"), piece => Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(piece.Text.Span)));
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    public void EveryLineOfJsonl_IsADocument(string name)
    {
        Write(name, "{\"id\":1,\"text\":\"one\\n\\u00e9\"}\r\n\n{\"text\":\"two\",\"meta\":{\"text\":\"not this\"}}\n{\"text\":\"\"}\n{\"text\":\"three\"}"u8);
        var pieces = Read(name);
        Assert.Equal(["one\né", "two", "three"], pieces.Select(piece => Encoding.UTF8.GetString(piece.Text.Span)));
        Assert.All(pieces, piece => Assert.True(piece.StartsDocument));
    }

    [Theory]
    [InlineData("{\"text\":\"ok\"}\n{\"txt\":\"x\"}", "line 2", "text")]
    [InlineData("{\"text\":\"ok\"}\n\n{\"text\":5}", "line 3", "text")]
    [InlineData("{\"text\":\"ok\"}\n{\"text\":", "line 2", "JSON")]
    [InlineData("[1]", "line 1", "object")]
    [InlineData("{\"text\":\"a\"}{\"text\":\"b\"}", "line 1", "JSON")]
    [InlineData("{\"text\":\"ok\"}\n{\"text\":\"\\ud800\"}", "line 2", "data.invalid_text")]
    public void ABadLine_IsNamed(string lines, string line, string what)
    {
        Write("bad.jsonl", Encoding.UTF8.GetBytes(lines));
        var error = Assert.Throws<UserErrorException>(() => Read("bad.jsonl"));
        Assert.Contains("bad.jsonl", error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\\ud800b", "a\ufffdb")]
    [InlineData("\\udc00\\ud83d\\ude00\\ud83d", "\ufffd\U0001F600\ufffd")]
    [InlineData("\\ud800\\ud83d\\ude00", "\ufffd\U0001F600")]
    [InlineData("\\\\ud800 \\ud800\\n", "\\ud800 \ufffd\n")] // the first is a backslash and letters
    [InlineData("\\uD800\\u0041", "\ufffdA")]
    [InlineData("caf\u00ff!", "caf\ufffd!")] // written as Latin-1, which is not UTF-8
    public void TextThatIsNoUnicode_IsReplacedOrSkipped_AsAskedFor(string json, string replaced)
    {
        Write("a.jsonl", [.. "{\"text\":\"one\"}\n{\"text\":\""u8, .. Encoding.Latin1.GetBytes(json), .. "\"}\n{\"text\":\"three\"}"u8]);

        var error = Assert.Throws<UserErrorException>(() => Read("a.jsonl"));
        Assert.Contains("a.jsonl, line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("--invalid-text", error.Message, StringComparison.Ordinal);
        Assert.Equal(["one", "three"], Texts("a.jsonl", InvalidText.Skip));
        Assert.Equal(["one", replaced, "three"], Texts("a.jsonl", InvalidText.Replace));
    }

    [Fact]
    public void OtherErrorsOfALine_AreNotForgiven()
    {
        Write("a.jsonl", "{\"txt\":\"\\ud800\"}"u8);
        Write("b.jsonl", "{\"text\":\"\\ud800\""u8);
        foreach (var name in (string[])["a.jsonl", "b.jsonl"])
        {
            Assert.Throws<UserErrorException>(() => Read(name, InvalidText.Replace));
        }
    }

    [Fact]
    public void BinaryFiles_AreNamed()
    {
        var random = new Random(1);
        var noise = new byte[200_000];
        random.NextBytes(noise);
        Write("noise.txt", noise);
        Write("late.txt", [.. Encoding.ASCII.GetBytes(new string('x', 150_000)), 0]);
        Write("utf16.txt", Encoding.Unicode.GetBytes("hello"));
        Write("high.txt", [.. Enumerable.Repeat((byte)0xE9, 100)]);
        Assert.All(["noise.txt", "late.txt", "utf16.txt", "high.txt"], (string name) =>
            Assert.Contains(name, Assert.Throws<UserErrorException>(() => Read(name)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void TextWithSomeStrayBytes_IsText()
    {
        var text = Encoding.Latin1.GetBytes("caf\u00e9 au lait, s'il vous pla\u00eet. Merci bien.");
        Write("latin.txt", text);
        Assert.Equal(text, Read("latin.txt")[0].Text.ToArray());
    }

    [Fact]
    public void AByteOrderMark_IsNoText()
    {
        Write("a.txt", "\ufeffhello"u8);
        Assert.Equal("hello"u8.ToArray(), Read("a.txt")[0].Text.ToArray());
    }

    [Fact]
    public void DamagedGzip_IsNamed()
    {
        Write("whole.txt.gz", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7_919 % 10_007} "))));
        var bytes = File.ReadAllBytes(_folder["whole.txt.gz"]);
        File.WriteAllBytes(_folder["cut.txt.gz"], bytes[..(bytes.Length / 2)]);
        File.WriteAllBytes(_folder["plain.txt.gz"], "this is no gzip"u8.ToArray());
        Assert.All(["cut.txt.gz", "plain.txt.gz"], (string name) =>
            Assert.Contains(name, Assert.Throws<UserErrorException>(() => Read(name)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_TakesFoldersInDepthInTheOrderOfPaths_WithoutHiddenAndEmptyFiles()
    {
        foreach (var name in (string[])["b.txt", "a/z.txt", "a/y.md", ".hidden/x.txt", ".h.txt"])
        {
            Write(name, "x"u8);
        }

        Write("empty.txt", []);
        var found = CorpusFiles.Find([_folder["b.txt"], _folder.FullName]).Select(file => Path.GetRelativePath(_folder.FullName, file.Path).Replace('\\', '/'));
        Assert.Equal(["b.txt", "a/y.md", "a/z.txt"], found);
    }

    [Fact]
    public void Find_NamesAllThatIsWrong()
    {
        Write("empty.txt", []);
        Directory.CreateDirectory(_folder["nothing"]);
        var error = Assert.Throws<UserErrorException>(() => CorpusFiles.Find([_folder["empty.txt"], _folder["nothing"], _folder["missing.txt"]]));
        Assert.All(["empty.txt", "nothing", "missing.txt"], (string name) => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    private IEnumerable<string> Texts(string name, InvalidText invalid) =>
        Read(name, invalid).Select(piece => Encoding.UTF8.GetString(piece.Text.Span));

    private void Write(string name, ReadOnlySpan<byte> text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        using var file = File.Create(_folder[name]);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(text);
    }

    private List<TextPiece> Read(string name, InvalidText invalid = InvalidText.Stop) => [.. new CorpusReader("text", invalid, PieceBytes).Read(CorpusFiles.Find([_folder[name]])[0], _ => { })];
}
