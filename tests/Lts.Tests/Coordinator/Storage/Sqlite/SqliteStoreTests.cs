using Lts.Coordinator.Storage;
using Lts.Coordinator.Storage.Sqlite;
using Lts.Hosting;
using Lts.Tests.Coordinator.Trainings;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Storage.Sqlite;

/// <summary>The store in SQLite: the contract of stores, and what is its own.</summary>
public sealed class SqliteStoreTests : StoreContractTests, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _copy = new();

    private string Database => _directory["coordinator.db"];

    public void Dispose()
    {
        _directory.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task DatabaseOfTheVersionBefore_KeepsWhatItHas_AndTakesTrainings()
    {
        await using (var store = Open())
        {
            await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
            await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0)]);
            await store.SaveDeviceAsync(StoreSamples.Device("pi4") with { Approved = false });
        }

        Execute(
            "ALTER TABLE devices DROP COLUMN approved; ALTER TABLE attempts DROP COLUMN nonce; ALTER TABLE attempts DROP COLUMN recheck; "
            + "ALTER TABLE candidates DROP COLUMN check_state; DROP TABLE rechecks; DROP TABLE told; DROP TABLE standings; DROP TABLE trainings; "
            + "DROP TABLE commits; PRAGMA user_version = 1"); // version 1 had the rest
        File.Delete(CommitMark.PathOf(Database));

        await using (var migrated = Open())
        {
            Assert.Equal(StoreSamples.Study("s1"), Assert.Single(await migrated.ReadStudiesAsync(CancellationToken.None)));
            Assert.Single(await CandidatesAsync(migrated));
            Assert.True(Assert.Single(await migrated.ReadDevicesAsync(CancellationToken.None)).Approved); // studies have run with it
            Assert.Empty(await migrated.ReadTrainingsAsync(CancellationToken.None).ToListAsync());
            await SaveAsync(migrated, TrainingSamples.Completed("a"));
        }

        await using var again = Open();
        await AssertTrainingsAsync([TrainingSamples.Completed("a")], again);
    }

    /// <summary>An open reader would keep the log growing for as long as its client takes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReaderThatPauses_DoesNotKeepTheLogFromBeingCutBack(bool includeSamples)
    {
        await using var store = Open();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([.. Enumerable.Range(0, 2 * SqliteReader.CandidatesPerPage).Select(i => StoreSamples.Candidate("s1", i))]);
        await using var paused = store.ReadCandidatesAsync("s1", includeSamples, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await paused.MoveNextAsync());
        await store.SaveDeviceAsync(StoreSamples.Device("pi4"));

        Assert.Equal((0L, 0L), WriteAheadLog.CutBack(Database));

        Assert.True(await paused.MoveNextAsync());
    }

    [Fact]
    public async Task UnreadableDatabase_FailsTheRead_ByName()
    {
        await using var store = Open();
        Execute("DROP TABLE devices");

        await Assert.ThrowsAsync<StorageException>(() => store.ReadDevicesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task SecondCoordinator_IsKeptOut()
    {
        await using var store = Open();

        var e = Assert.Throws<UserErrorException>(Open);

        Assert.Equal(ExitCode.Conflict, e.ExitCode);
        Assert.Contains("--data", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNoDatabase_IsRefused_AndLeftAlone()
    {
        byte[] content = [.. Enumerable.Repeat((byte)'x', 5_000)];
        File.WriteAllBytes(Database, content);

        AssertRefused("damaged or not a database");
        Assert.Equal(content, File.ReadAllBytes(Database));
    }

    [Fact]
    public async Task DamagedDatabase_IsRefused()
    {
        await using (var store = Open())
        {
            await FillAsync(store);
        }

        byte[] bytes = await File.ReadAllBytesAsync(Database);
        bytes.AsSpan(4_096, bytes.Length - 4_096).Fill(0xA5);
        await File.WriteAllBytesAsync(Database, bytes);

        AssertRefused("damaged");
    }

    [Fact]
    public async Task NewerSchema_IsRefused()
    {
        await Open().DisposeAsync();
        Execute("PRAGMA user_version = 99");

        AssertRefused("newer lts (schema 99");
    }

    [Fact]
    public void OtherProgramsDatabase_IsRefused()
    {
        SQLitePCL.Batteries_V2.Init();
        Execute("CREATE TABLE somebody(elses INTEGER)");

        AssertRefused("another program");
    }

    [Fact]
    public async Task DatabaseLockedByAnotherProgram_FailsTheWrite_AndGoesOnAfterwards()
    {
        await using var store = Open();
        await using (var other = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            other.Open();
            using var command = new SqliteCommand("BEGIN EXCLUSIVE", other);
            command.ExecuteNonQuery();

            var e = await Assert.ThrowsAsync<StorageException>(() => store.CreateStudyAsync(StoreSamples.Study("s1"), []));
            Assert.Equal(StorageFailure.Unavailable, e.Failure);
            Assert.Contains("locked by another program", e.Message, StringComparison.Ordinal);
        }

        await store.CreateStudyAsync(StoreSamples.Study("s1"), []);
        Assert.Single(await store.ReadStudiesAsync(CancellationToken.None));
    }

    [Fact]
    public void LockedAtStart_SaysThatItMustBeStartedAgain()
    {
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        using var begin = new SqliteCommand("BEGIN EXCLUSIVE", other);
        begin.ExecuteNonQuery();

        AssertRefused("is locked by another program. Close it, then start the coordinator again.");
    }

    [Fact]
    public void FullDisk_GoesOnByItself_ButNotAtTheStart()
    {
        const int Full = 13;
        var error = SqliteErrors.Name(new SqliteException("database or disk is full", Full), Database);

        Assert.EndsWith("goes on by itself.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("make room, then start the coordinator again.", error.MessageAtStart, StringComparison.Ordinal);
    }

    private protected override Task<IStore> OpenStoreAsync() => Task.FromResult<IStore>(Open());

    private protected override Task<IStore> OpenAsAfterKillAsync()
    {
        // What the disk holds while nothing was closed or checkpointed.
        foreach (string file in Directory.GetFiles(_directory.FullName, "coordinator.db*"))
        {
            File.Copy(file, _copy[Path.GetFileName(file)]);
        }

        return Task.FromResult<IStore>(SqliteStore.Open(_copy.FullName, NullLogger.Instance));
    }

    private SqliteStore Open() => SqliteStore.Open(_directory.FullName, NullLogger.Instance);

    private void AssertRefused(string reason)
    {
        var e = Assert.Throws<UserErrorException>(Open);
        Assert.Equal(ExitCode.Storage, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(Database, e.Message, StringComparison.Ordinal);
        using var free = DataDirectoryLock.Take(_directory.FullName, "coordinator"); // the refusal let go of the directory
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
