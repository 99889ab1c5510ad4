using Lts.Domain;

namespace Lts.Tests.Domain;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Intel(R) Xeon(R) @ 2.80GHz", "Intel(R) Xeon(R) @ 2.80GHz")]
    [InlineData("größer 🙂", "größer 🙂")]
    [InlineData("a\n12:00:00 INF Device pi is online", "a\\u000a12:00:00 INF Device pi is online")]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("a\u2028b\u202ec", "a\\u2028b\\u202ec")]
    public void Text_IsOneLineWithoutControlCharacters(string text, string printed) => Assert.Equal(printed, Printable.Of(text));

    [Fact]
    public void LoneSurrogate_IsEscaped() => Assert.Equal("a\\ud83d.", Printable.Of("a\ud83d."));

    [Fact]
    public void Lines_StayLines_AndNothingElseGetsThrough() =>
        Assert.Equal("one\n\ttwo\\u001b[2J", Printable.Lines("one\n\ttwo\u001b[2J", mostCharacters: 100));

    [Fact]
    public void LongText_IsCut_AndSaysHowMuchIsMissing() =>
        Assert.Equal("xxxxxxxxxx… (90 more characters)", Printable.Of(new string('x', 100), mostCharacters: 10));
}
