using Lts.Coordinator.Storage.Sqlite;
using Lts.Hosting;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Storage.Sqlite;

/// <summary>What was acknowledged may vanish from outside; then somebody is told.</summary>
public sealed class CommitMarkTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _copy = new();

    public void Dispose()
    {
        _directory.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task DatabaseWithoutItsLog_IsRefused_UnlessTheLossIsAccepted()
    {
        await using (var store = Open(_directory))
        {
            await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
            await store.SaveDeviceAsync(StoreSamples.Device("a"));
            CopyAsAfterKill();
        }

        File.Delete(_copy["coordinator.db-wal"]);
        File.Delete(_copy["coordinator.db-shm"]);

        AssertRefused("2 commits are missing");
        AssertRefused("2 commits are missing"); // to look is not to accept
        await using (var rest = Open(_copy, acceptLoss: true))
        {
            Assert.Empty(await rest.ReadStudiesAsync(CancellationToken.None));
            await rest.SaveDeviceAsync(StoreSamples.Device("b"));
        }

        await using var again = Open(_copy);
        Assert.Equal("b", Assert.Single(await again.ReadDevicesAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task OlderCopyInTheDatabasesPlace_IsNoticed_AndItsTimeNamed()
    {
        await using (var store = Open(_directory))
        {
            await store.SaveDeviceAsync(StoreSamples.Device("a"));
            DatabaseCopy.Make(_directory["coordinator.db"], _copy["coordinator.db"]);
            await store.SaveDeviceAsync(StoreSamples.Device("b"));
        }

        File.Copy(_directory["coordinator.db.commits"], _copy["coordinator.db.commits"]);

        AssertRefused("1 commits since 20");
        AssertRefused("a backup is restored");
        File.Delete(_copy["coordinator.db.commits"]); // as in a new directory
        await using var restored = Open(_copy);
        Assert.Equal("a", Assert.Single(await restored.ReadDevicesAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task KillBetweenAnyTwoCommits_IsNoLoss()
    {
        await using (var store = Open(_directory))
        {
            await store.SaveDeviceAsync(StoreSamples.Device("a"));
            CopyAsAfterKill();
            await store.SaveDeviceAsync(StoreSamples.Device("b"));
            File.Copy(_directory["coordinator.db"], _copy["coordinator.db"], overwrite: true);
            File.Copy(_directory["coordinator.db-wal"], _copy["coordinator.db-wal"], overwrite: true); // and the mark is of before
        }

        await using var again = Open(_copy);

        Assert.Equal(2, (await again.ReadDevicesAsync(CancellationToken.None)).Count);
        Assert.Equal(2, CommitMark.Read(_copy["coordinator.db"])!.Value.Number);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task MarkThatIsNotWhole_SaysNothing(int length)
    {
        await using (var store = Open(_directory))
        {
            await store.SaveDeviceAsync(StoreSamples.Device("a"));
        }

        string mark = CommitMark.PathOf(_directory["coordinator.db"]);
        byte[] bytes = new byte[length];
        (await File.ReadAllBytesAsync(mark)).AsSpan(0, Math.Min(length, 40)).CopyTo(bytes);
        await File.WriteAllBytesAsync(mark, bytes);

        Assert.Null(CommitMark.Read(_directory["coordinator.db"]));
        await using var again = Open(_directory);
        Assert.Equal(1, CommitMark.Read(_directory["coordinator.db"])!.Value.Number);
    }

    [Fact]
    public async Task WriteThatFails_IsNotCounted()
    {
        await using var store = Open(_directory);
        await store.CreateStudyAsync(StoreSamples.Study("s1"), []);
        await Assert.ThrowsAnyAsync<Exception>(() => store.CreateStudyAsync(StoreSamples.Study("s1"), []));
        await store.CreateStudyAsync(StoreSamples.Study("s2"), []);

        Assert.Equal(2, CommitMark.Read(_directory["coordinator.db"])!.Value.Number);
        using var connection = new SqliteConnection($"Data Source={_directory["coordinator.db"]};Pooling=False;Mode=ReadOnly");
        connection.Open();
        Assert.Equal(2, Schema.Scalar(connection, "SELECT number FROM commits"));
    }

    private static SqliteStore Open(TemporaryDirectory directory, bool acceptLoss = false) =>
        SqliteStore.Open(directory.FullName, NullLogger.Instance, acceptLoss: acceptLoss);

    private void CopyAsAfterKill()
    {
        foreach (string file in Directory.GetFiles(_directory.FullName, "coordinator.db*"))
        {
            File.Copy(file, _copy[Path.GetFileName(file)]);
        }
    }

    private void AssertRefused(string reason)
    {
        var e = Assert.Throws<UserErrorException>(() => Open(_copy));
        Assert.Equal(ExitCode.Storage, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-loss", e.Message, StringComparison.Ordinal);
    }
}
