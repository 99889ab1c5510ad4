using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Hosting;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_ReplacesTheWholeFile_AndLeavesNothingElse(bool isShared)
    {
        DurableFile.Write(_folder["new/file"], "a long first content"u8.ToArray(), isShared);
        DurableFile.Write(_folder["new/file"], "second"u8.ToArray(), isShared);

        Assert.Equal("second", File.ReadAllText(_folder["new/file"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder["new"]));
    }

    [Fact]
    public void WriterThatFails_LeavesTheOldFile()
    {
        DurableFile.Write(_folder["file"], "old"u8.ToArray());

        Assert.Throws<InvalidOperationException>(() => DurableFile.Write(_folder["file"], stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder["file"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void FileThatAUserAskedFor_IsNamedWhenItCannotBeWritten()
    {
        Directory.CreateDirectory(_folder["taken"]);

        var error = Assert.Throws<UserErrorException>(() => AtomicFile.Write(_folder["taken"], _ => { }));

        Assert.Equal(ExitCode.Storage, error.ExitCode);
        Assert.StartsWith(_folder["taken"] + " cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderThatIsNotThere_CannotBeFlushed()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => DurableFolder.Flush(_folder["absent"]));
        }
    }
}
