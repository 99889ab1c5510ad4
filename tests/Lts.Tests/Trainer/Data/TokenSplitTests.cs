using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Trainer.Data;

public sealed class TokenSplitTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(60_000, 2)]
    [InlineData(65_536, 2)]
    [InlineData(65_537, 4)]
    public void IdsComeBack_AcrossFiles(int vocabularySize, int bytesPerToken)
    {
        var ids = Enumerable.Range(0, 400).Select(i => (i * 7_919) % vocabularySize).Append(vocabularySize - 1).ToArray();
        using var split = TokenFiles.Split(_folder.FullName, ids, vocabularySize);
        Assert.Equal(ids.Length * bytesPerToken, Directory.GetFiles(_folder.FullName).Sum(file => new FileInfo(file).Length));
        for (var start = 0; start < ids.Length; start += 13)
        {
            var read = new int[Math.Min(100, ids.Length - start)];
            split.Read(start, read);
            Assert.Equal(ids[start..(start + read.Length)], read);
        }
    }

    [Fact]
    public void Read_BeyondTheEnd_IsRefused()
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => split.Read(49, new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => split.Read(-1, new int[2]));
    }

    [Fact]
    public void AnIdBeyondTheVocabulary_IsNamedWithFileAndPosition()
    {
        using var split = TokenFiles.Split(_folder.FullName, [1, 2, 300, 4], vocabularySize: 300);
        var error = Assert.Throws<UserErrorException>(() => split.Read(1, new int[3]));
        Assert.Contains("train-00000.bin", error.Message, StringComparison.Ordinal);
        Assert.Contains("token id 300 at position 2", error.Message, StringComparison.Ordinal);
    }
}
