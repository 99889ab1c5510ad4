using Lts.Agent.Connection;
using Lts.Hosting;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Agent.Connection;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void SecondAgentOnOneDirectory_IsAConflictUntilTheFirstEnds()
    {
        using (DataDirectoryLock.Take(_data["agent"], "agent"))
        {
            var error = Assert.Throws<UserErrorException>(() => DataDirectoryLock.Take(_data["agent"], "agent"));
            Assert.Equal(ExitCode.Conflict, error.ExitCode);
            Assert.Contains("--data", error.Message, StringComparison.Ordinal);
        }

        DataDirectoryLock.Take(_data["agent"], "agent").Dispose();
    }

    [Theory]
    [InlineData("file", ExitCode.Usage, "is a file; name a folder with --data.")]
    [InlineData("file/inner", ExitCode.Storage, "cannot be written")]
    public void DirectoryThatCannotBeMade_IsSaid(string name, int code, string message)
    {
        File.WriteAllText(_data["file"], "");

        var error = Assert.Throws<UserErrorException>(() => DataDirectoryLock.Take(_data[name], "agent"));

        Assert.Equal(code, error.ExitCode);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeviceKey_IsMadeOnceAndReplacedWhenUnreadable()
    {
        var key = DeviceKey.ReadOrCreate(_data.FullName, _log);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, DeviceKey.ReadOrCreate(_data.FullName, _log));

        File.WriteAllText(_data["device.key"], "");
        Assert.NotEqual(key, DeviceKey.ReadOrCreate(_data.FullName, _log));
        Assert.True(_log.Has(LogLevel.Warning, "device.key"));
    }
}
