using Lts.Hosting;

namespace Lts.Tests.Hosting;

public sealed class LastLinesTests
{
    [Fact]
    public void FirstLines_AreDropped()
    {
        var lines = new LastLines(mostLines: 2);
        foreach (var line in (string[])["a", "b", "c"])
        {
            lines.Add(line);
        }

        Assert.Equal(["b", "c"], lines.ToList());
        lines.Clear();
        Assert.Empty(lines.ToList());
    }

    [Fact]
    public void FirstLineThatIsTooLong_IsCutAtItsBeginning()
    {
        var lines = new LastLines(mostCharacters: 6);
        lines.Add("dropped");
        lines.Add("abcdef");
        lines.Add("xyz");

        Assert.Equal("ef\nxyz", lines.ToString());
    }
}
