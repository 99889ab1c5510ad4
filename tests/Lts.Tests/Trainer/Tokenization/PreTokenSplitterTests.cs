using System.Text;
using System.Text.RegularExpressions;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Tokenization;

public sealed partial class PreTokenSplitterTests
{
    /// <summary>.NET's \s has U+0085 and lacks U+FEFF, unlike ECMAScript's, so it is spelled out.</summary>
    private const string Space = @"[\t-\r\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]";

    [GeneratedRegex($@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{{L}}+| ?\p{{N}}+| ?(?:(?!{Space})[^\p{{L}}\p{{N}}])+|{Space}+(?!(?!{Space})[\s\S])|{Space}+")]
    private static partial Regex Pattern();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void RandomTextsSplitAsByThePattern(int seed)
    {
        var random = new Random(seed);
        const string alphabet = " \n\t\r'sterdvml.aZé1½\u00a0\u0085\u200b\u3000\ufeff日_";
        for (var i = 0; i < 20_000; i++)
        {
            Agree(new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => alphabet[random.Next(alphabet.Length)])]));
        }
    }

    [Fact]
    public void RealTextSplitsAsByThePattern() => Assert.All(SampleText.Files().Take(10), file => Agree(File.ReadAllText(file)));

    [Theory]
    [InlineData("a\u00ff b")]
    public void BytesThatAreNoUtf8AreNeitherLettersNorSpaces(string latin)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        Assert.Equal(["a", "\u00ff", " b"], Split(bytes).Select(Encoding.Latin1.GetString));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void ATextCutAtASafePlaceSplitsAsTheWhole(int seed)
    {
        var random = new Random(seed);
        const string alphabet = "  \n\n\t'sterll.aé1½\u00a0\u0085\u3000\ufeff日";
        var found = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(new string([.. Enumerable.Range(0, random.Next(2, 30)).Select(_ => alphabet[random.Next(alphabet.Length)])]));
            var cut = SafeCut.Find(text, 1, text.Length);
            if (cut > 0)
            {
                found++;
                Assert.Equal(Split(text), Split(text[..cut]).Concat(Split(text[cut..])));
            }
        }

        Assert.True(found > 1_000);
    }

    private static void Agree(string text)
    {
        var expected = Pattern().Matches(text).Select(match => match.Value);
        Assert.Equal(expected, Split(Encoding.UTF8.GetBytes(text)).Select(Encoding.UTF8.GetString));
    }

    private static IEnumerable<byte[]> Split(byte[] text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = PreTokenSplitter.End(text, start);
            yield return text[start..end];
            start = end;
        }
    }
}
