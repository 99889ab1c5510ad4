using Lts.Coordinator.Storage;
using Lts.Coordinator.Trainings;
using Lts.Domain.Trainings;
using Lts.Tests.Coordinator.Storage;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Trainings;

public sealed class TrainingStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Trainings_ComeBackWhole()
    {
        Training[] trainings =
        [
            TrainingSamples.Completed("a"),
            TrainingSamples.Waiting("b") with { StudyId = "", State = TrainingState.Failed, FailureMessage = "diverged", EndTime = TrainingSamples.Time },
            TrainingSamples.Waiting("c") with { State = TrainingState.Running, CreateTime = TrainingSamples.Time.AddSeconds(-1) },
        ];
        await using (var store = Open())
        {
            await SaveAsync(store, trainings);
        }

        await using var again = Open();

        AssertEqual([trainings[2], trainings[0], trainings[1]], again); // oldest first
    }

    [Fact]
    public async Task FiguresThatAreNoNumbers_ComeBack()
    {
        var training = TrainingSamples.Completed("a") with
        {
            Result = TrainingSamples.Result(double.PositiveInfinity) with { TrainLoss = double.NaN },
        };
        await using var store = Open();

        await SaveAsync(store, training);

        AssertEqual([training], store);
    }

    [Fact]
    public async Task EverythingAcknowledged_IsThere_AfterAKill()
    {
        using var copy = new TemporaryDirectory();
        await using (var store = Open())
        {
            await SaveAsync(store, TrainingSamples.Waiting("a"));
            await SaveAsync(store, TrainingSamples.Completed("a"));

            // What the disk holds at this moment is what a killed process leaves: nothing was closed or checkpointed.
            foreach (string file in Directory.GetFiles(_directory.FullName, "coordinator.db*"))
            {
                File.Copy(file, copy[Path.GetFileName(file)]);
            }
        }

        await using var again = SqliteStore.Open(copy.FullName, NullLogger.Instance);

        AssertEqual([TrainingSamples.Completed("a")], again);
    }

    [Fact]
    public async Task DatabaseOfTheVersionBefore_KeepsWhatItHas_AndTakesTrainings()
    {
        await using (var store = Open())
        {
            await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
            await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0)]);
        }

        Execute("DROP TABLE trainings; PRAGMA user_version = 1"); // version 1 had everything else

        await using (var migrated = Open())
        {
            Assert.Equal(StoreSamples.Study("s1"), Assert.Single(migrated.ReadStudies()));
            Assert.Single(migrated.ReadCandidates("s1"));
            Assert.Empty(migrated.ReadTrainings());
            await SaveAsync(migrated, TrainingSamples.Completed("a"));
        }

        await using var again = Open();
        AssertEqual([TrainingSamples.Completed("a")], again);
    }

    private static async Task SaveAsync(SqliteStore store, params Training[] trainings)
    {
        foreach (var training in trainings)
        {
            await store.SaveTrainingAsync(TrainingCodec.ToRow(training));
        }
    }

    private static void AssertEqual(IReadOnlyList<Training> expected, SqliteStore store)
    {
        var actual = store.ReadTrainings().Select(TrainingCodec.Read).ToList();
        Assert.Equal(expected.Select(Scalars), actual.Select(Scalars));
        Assert.Equal(expected.SelectMany(t => t.Files), actual.SelectMany(t => t.Files));
        Assert.Equal(expected.SelectMany(t => t.Spec.Corpora), actual.SelectMany(t => t.Spec.Corpora));
    }

    /// <summary>Immutable arrays compare by reference; they are compared apart.</summary>
    private static Training Scalars(Training training) => training with { Files = [], Spec = training.Spec with { Corpora = [] } };

    private SqliteStore Open() => SqliteStore.Open(_directory.FullName, NullLogger.Instance);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory["coordinator.db"]};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
