using Lts.Coordinator.Storage;
using Lts.Coordinator.Storage.Sqlite;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Storage.Sqlite;

public sealed class WriteQueueTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task FullDisk_FailsTheWrite_KeepsNothingOfIt_AndGoesOnWhenThereIsRoom()
    {
        SQLitePCL.Batteries_V2.Init();
        string path = _directory["small.db"];
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();

        // SQLite answers SQLITE_FULL at its own limit of pages just as it does when the file system is full.
        Schema.Execute(connection, "PRAGMA page_size = 4096; CREATE TABLE t(n INTEGER, b BLOB); PRAGMA max_page_count = 20");
        await using var queue = new WriteQueue(connection, path, NullLogger.Instance);
        await queue.WriteAsync(s => s.Execute("INSERT INTO t VALUES($1, NULL)", 1L));

        var e = await Assert.ThrowsAsync<StorageException>(() => queue.WriteAsync(s =>
        {
            s.Execute("INSERT INTO t VALUES($1, NULL)", 2L);
            s.Execute("INSERT INTO t VALUES(0, $1)", (object)new byte[1 << 20]);
        }));

        Assert.Equal(StorageFailure.Full, e.Failure);
        Assert.Contains("make room", e.Message, StringComparison.Ordinal);
        await queue.WriteAsync(s => s.Execute("INSERT INTO t VALUES($1, NULL)", 3L));
        using var reader = new SqliteConnection($"Data Source={path};Pooling=False");
        reader.Open();
        Assert.Equal(4, Schema.Scalar(reader, "SELECT SUM(n) FROM t"));
    }

    [Fact]
    public async Task OneBadWriteOfAGroup_FailsAlone()
    {
        SQLitePCL.Batteries_V2.Init();
        string path = _directory["group.db"];
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Schema.Execute(connection, "CREATE TABLE t(n INTEGER)");
        await using var queue = new WriteQueue(connection, path, NullLogger.Instance);
        using var gate = new ManualResetEventSlim();
        var blocker = queue.WriteAsync(_ => gate.Wait()); // meanwhile the others gather into one group

        var good = Enumerable.Range(1, 5).Select(i => queue.WriteAsync(s => s.Execute("INSERT INTO t VALUES($1)", (long)i))).ToList();
        var bad = queue.WriteAsync(_ => throw new InvalidOperationException("bad"));
        gate.Set();

        await blocker;
        await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        using var reader = new SqliteConnection($"Data Source={path};Pooling=False");
        reader.Open();
        Assert.Equal(15, Schema.Scalar(reader, "SELECT SUM(n) FROM t"));
    }
}
