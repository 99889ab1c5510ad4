using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Storage;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory["coordinator.db"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EverythingWritten_IsThere_AfterReopening()
    {
        await using (var store = Open())
        {
            await FillAsync(store);
        }

        await using var again = Open();
        AssertFilled(again);
    }

    [Fact]
    public async Task EverythingAcknowledged_IsThere_AfterAKill()
    {
        using var copy = new TemporaryDirectory();
        await using (var store = Open())
        {
            await FillAsync(store);

            // What the disk holds at this moment is what a killed process leaves: nothing was closed or checkpointed.
            foreach (string file in Directory.GetFiles(_directory.FullName, "coordinator.db*"))
            {
                File.Copy(file, copy[Path.GetFileName(file)]);
            }
        }

        await using var again = SqliteStore.Open(copy.FullName, NullLogger.Instance);
        AssertFilled(again);
    }

    [Fact]
    public async Task Outcome_ComesBackWhole_WithSamplesOnDemand()
    {
        await using var store = Open();
        await FillAsync(store);
        var expected = StoreSamples.Measurement(5);

        var without = Assert.IsType<CandidateMeasurement>(store.ReadCandidates("s1").First().Outcome);
        var with = Assert.IsType<CandidateMeasurement>(store.ReadCandidates("s1", includeSamples: true).First().Outcome);

        Assert.Equal(expected.WithoutSamples().Context, without.Context);
        Assert.Equal(expected.Memory, without.Memory);
        Assert.Equal(expected.Verdict, without.Verdict);
        Assert.Empty(without.Latency.CandidateSamplesMs);
        Assert.Equal(expected.Latency.CandidateSamplesMs, with.Latency.CandidateSamplesMs.AsEnumerable());
        Assert.Equal(expected.Latency.ReferenceSamplesMs, with.Latency.ReferenceSamplesMs.AsEnumerable());
    }

    [Fact]
    public async Task FirstOutcome_IsKept()
    {
        await using var store = Open();
        await FillAsync(store);

        await store.EndAttemptAsync(StoreSamples.End("s1", 0, StoreSamples.Measurement(77)));

        Assert.Equal(5, Assert.IsType<CandidateMeasurement>(store.ReadCandidates("s1").First().Outcome).Latency.LatencyMs);
    }

    [Fact]
    public async Task TakenName_IsNamed_AndDoesNotFailItsNeighbours()
    {
        await using var store = Open();
        await store.CreateStudyAsync(StoreSamples.Study("s1", "same"), []);

        var clash = store.CreateStudyAsync(StoreSamples.Study("s2", "same"), []);
        var neighbour = store.CreateStudyAsync(StoreSamples.Study("s3"), []);

        await Assert.ThrowsAsync<NameTakenException>(() => clash);
        await neighbour;
        Assert.Equal(["s1", "s3"], store.ReadStudies().Select(s => s.Id));
    }

    [Fact]
    public async Task Generation_IsStoredWholeOrNotAtAll()
    {
        await using var store = Open();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 1)]);

        await Assert.ThrowsAnyAsync<Exception>(
            () => store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0), StoreSamples.Candidate("s1", 1)]));

        Assert.Equal(1, Assert.Single(store.ReadCandidates("s1")).Key.Index);
    }

    [Fact]
    public async Task EndOfAStudy_ReturnsItsActiveAttempts()
    {
        await using var store = Open();
        await FillAsync(store);
        Assert.Equal(CandidateState.Leased, store.ReadCandidates("s1").Last().State);

        await store.ChangeStudyAsync(new StudyEnd("s1", StudyState.Cancelled, StoreSamples.Time, null, ["{}"]));

        Assert.Equal(AttemptState.Returned, store.ReadAttempts("s1")[^1].State);
        Assert.Equal(CandidateState.Cancelled, store.ReadCandidates("s1").Last().State);
        Assert.Equal("{}", Assert.Single(store.ReadTargets("s1")).Summary);
    }

    [Fact]
    public async Task ManyWritersAtOnce_AllSucceed()
    {
        await using var store = Open();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([.. Enumerable.Range(0, 500).Select(i => StoreSamples.Candidate("s1", i))]);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async i =>
        {
            await store.AddAttemptAsync(StoreSamples.Attempt("s1", i));
            await store.EndAttemptAsync(StoreSamples.End("s1", i, StoreSamples.Measurement(i + 1)));
        }));

        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => (double)i),
            store.ReadCandidates("s1").Select(c => ((CandidateMeasurement)c.Outcome!).Latency.LatencyMs));
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
        await (await OpenAsync()).DisposeAsync();
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
        Assert.Single(store.ReadStudies());
    }

    private static async Task FillAsync(SqliteStore store)
    {
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0), StoreSamples.Candidate("s1", 1), StoreSamples.Candidate("s1", 2)]);
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 0));
        await store.EndAttemptAsync(StoreSamples.End("s1", 0, StoreSamples.Measurement(5)));
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 1));
        var failure = new MeasurementFailure { Kind = FailureKind.OutOfMemory, Message = "too big", ExitCode = 137 };
        await store.EndAttemptAsync(StoreSamples.End("s1", 1, failure));
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 2));
        await store.SaveDeviceAsync(new DeviceRow("pi4", "key", "cpu-1t-00000000", "{}", StoreSamples.Time, StoreSamples.Time, true));
    }

    private static void AssertFilled(SqliteStore store)
    {
        Assert.Equal(StoreSamples.Study("s1"), Assert.Single(store.ReadStudies()));
        Assert.Equal(StoreSamples.Target("s1"), Assert.Single(store.ReadTargets("s1")));
        var candidates = store.ReadCandidates("s1").ToList();
        Assert.Equal([CandidateState.Measured, CandidateState.Failed, CandidateState.Leased], candidates.Select(c => c.State));
        Assert.Equal(StoreSamples.Candidate("s1", 2).Architecture, candidates[2].Architecture);
        Assert.Equal(["gpt2_a", "gpt2_b"], candidates[2].ParentIds.AsEnumerable());
        var failure = Assert.IsType<MeasurementFailure>(candidates[1].Outcome);
        Assert.Equal((FailureKind.OutOfMemory, "too big", 137), (failure.Kind, failure.Message, failure.ExitCode));
        Assert.Equal(
            [AttemptState.Done, AttemptState.Done, AttemptState.Active], store.ReadAttempts("s1").Select(a => a.State));
        Assert.True(Assert.Single(store.ReadDevices()).Draining);
        Assert.Equal(new DeviceCounts(2, 0), store.ReadDeviceCounts()["pi4"]);
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

    private SqliteStore Open() => SqliteStore.Open(_directory.FullName, NullLogger.Instance);

    private Task<SqliteStore> OpenAsync() => Task.FromResult(Open());

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
