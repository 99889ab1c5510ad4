using System.Runtime.Versioning;
using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Hosting;

/// <summary>What other users of the machine may read of a data directory: nothing.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Everybody = Folder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute | UnixFileMode.OtherWrite;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [LinuxFact]
    public void DataDirectoryOfBefore_IsClosed_WithTheFilesInIt()
    {
        File.WriteAllText(_directory["device.key"], "secret");
        File.SetUnixFileMode(_directory["device.key"], Everybody & ~UnixFileMode.UserExecute);
        File.SetUnixFileMode(_directory.FullName, Everybody);

        PrivateFiles.Close(_directory.FullName);

        Assert.Equal(Folder, File.GetUnixFileMode(_directory.FullName));
        Assert.Equal(File600, File.GetUnixFileMode(_directory["device.key"]));
    }

    [LinuxFact]
    public void RightsAreOnlyTakenAway()
    {
        File.WriteAllText(_directory["read-only"], "");
        File.SetUnixFileMode(_directory["read-only"], UnixFileMode.UserRead | UnixFileMode.OtherRead);

        PrivateFiles.Close(_directory.FullName);

        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_directory["read-only"]));
    }

    [LinuxFact]
    public async Task WhatIsMadeAfterwards_IsTheOwnersAlone_ByChildrenToo()
    {
        PrivateFiles.Close(_directory.FullName);

        DurableFile.Write(_directory["deep/spool/a.result"], "x"u8.ToArray());
        await using var child = RunningProgram.StartCommand("touch", [_directory["by-a-child"]]);
        Assert.Equal(0, await child.WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(Folder, File.GetUnixFileMode(_directory["deep"]));
        Assert.Equal(Folder, File.GetUnixFileMode(_directory["deep/spool"]));
        Assert.Equal(File600, File.GetUnixFileMode(_directory["deep/spool/a.result"]));
        Assert.Equal(File600, File.GetUnixFileMode(_directory["by-a-child"]));
    }

    [LinuxFact]
    public void DirectoryThatIsTakenForAProgram_IsClosed()
    {
        File.SetUnixFileMode(_directory.FullName, Everybody);

        using (DataDirectoryLock.Take(_directory.FullName, "agent"))
        {
            Assert.Equal(Folder, File.GetUnixFileMode(_directory.FullName));
            Assert.All(Directory.GetFiles(_directory.FullName), file => Assert.Equal(File600, File.GetUnixFileMode(file)));
        }
    }
}
