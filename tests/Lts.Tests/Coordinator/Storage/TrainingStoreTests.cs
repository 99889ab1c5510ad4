using Lts.Coordinator.Storage;
using Lts.Coordinator.Trainings;
using Lts.Tests.Coordinator.Trainings;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Storage;

public sealed class TrainingStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Trainings_ComeBackWhole_InOrderOfCreation()
    {
        TrainingRow[] rows =
        [
            TrainingSamples.Completed("z"),
            TrainingSamples.Row("a") with { StudyId = null, StudyName = null, State = TrainingState.Failed, FailureMessage = "diverged", ResumeWanted = true },
            TrainingSamples.Row("m"),
        ];
        await using (var store = Open())
        {
            await store.SaveTrainingsAsync(rows);
        }

        await using var again = Open();

        AssertEqual(rows, again.ReadTrainings());
    }

    [Fact]
    public async Task TrainingWrittenAgain_KeepsItsPlace_AndWhatWasAskedFor()
    {
        await using var store = Open();
        await store.SaveTrainingsAsync([TrainingSamples.Row("first"), TrainingSamples.Row("second")]);

        await store.SaveTrainingsAsync([TrainingSamples.Completed("first") with { Trainer = "http://elsewhere", StudyName = "other" }]);

        AssertEqual([TrainingSamples.Completed("first"), TrainingSamples.Row("second")], store.ReadTrainings());
    }

    [Fact]
    public async Task LossThatIsNoNumber_ComesBack()
    {
        await using var store = Open();
        var row = TrainingSamples.Row("nan") with { Progress = TrainingSamples.Progress() with { TrainLoss = double.NaN, GradientNorm = double.PositiveInfinity } };

        await store.SaveTrainingsAsync([row]);

        AssertEqual([row], store.ReadTrainings());
    }

    [Fact]
    public async Task EverythingAcknowledged_IsThere_AfterAKill()
    {
        using var copy = new TemporaryDirectory();
        await using (var store = Open())
        {
            await store.SaveTrainingsAsync([TrainingSamples.Row("a")]);
            await store.SaveTrainingsAsync([TrainingSamples.Completed("a")]);
            foreach (string file in Directory.GetFiles(_directory.FullName, "coordinator.db*"))
            {
                File.Copy(file, copy[Path.GetFileName(file)]);
            }
        }

        await using var again = SqliteStore.Open(copy.FullName, NullLogger.Instance);

        AssertEqual([TrainingSamples.Completed("a")], again.ReadTrainings());
    }

    [Fact]
    public async Task DatabaseOfTheVersionBefore_KeepsItsStudies_AndTakesTrainings()
    {
        await using (var store = Open())
        {
            await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        }

        // What version 1 of the schema had: everything but trainings.
        Execute("DROP TABLE trainings; PRAGMA user_version = 1");

        await using (var migrated = Open())
        {
            Assert.Equal("s1", Assert.Single(migrated.ReadStudies()).Id);
            Assert.Empty(migrated.ReadTrainings());
            await migrated.SaveTrainingsAsync([TrainingSamples.Completed("a")]);
        }

        await using var again = Open();
        AssertEqual([TrainingSamples.Completed("a")], again.ReadTrainings());
    }

    private static void AssertEqual(IReadOnlyList<TrainingRow> expected, IReadOnlyList<TrainingRow> actual)
    {
        Assert.Equal(expected.Select(Scalars), actual.Select(Scalars));
        Assert.Equal(expected.SelectMany(r => r.Artifacts), actual.SelectMany(r => r.Artifacts));
        Assert.Equal(expected.SelectMany(r => r.Job.Corpora), actual.SelectMany(r => r.Job.Corpora));
    }

    /// <summary>Immutable arrays compare by reference; they are compared apart.</summary>
    private static TrainingRow Scalars(TrainingRow row) => row with { Artifacts = [], Job = row.Job with { Corpora = [] } };

    private SqliteStore Open() => SqliteStore.Open(_directory.FullName, NullLogger.Instance);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory["coordinator.db"]};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
