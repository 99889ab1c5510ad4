using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Coordinator.Trainings;
using Lts.Tests.Golden.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>
/// How the golden databases were made. Ids and times are those of that day, so another run makes another database; to replace one, delete
/// it and all that was read from it (README.md).
/// </summary>
public sealed class GoldenDatabaseWriter
{
    /// <summary>Nothing listens there: a test that opens the database must not meet somebody's trainer.</summary>
    private const string NoTrainer = "http://127.0.0.1:1";

    [GoldenWriteFact]
    public async Task Databases_AreWritten()
    {
        if (File.Exists(GoldenFiles.PathOf(GoldenDatabase.Current)))
        {
            return;
        }

        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        await PlayAsync(coordinator, trainer);
        await coordinator.StopAsync();

        string database = Path.Combine(coordinator.DataDirectory, "coordinator.db");
        Execute(database, $"UPDATE trainings SET trainer = '{NoTrainer}'");
        Execute(database, "PRAGMA wal_checkpoint(TRUNCATE)");
        Execute(database, "PRAGMA journal_mode = DELETE");
        Execute(database, "VACUUM");
        GoldenFiles.Write(GoldenFiles.PathOf(GoldenDatabase.Current), File.ReadAllBytes(database));

        // What the program before trainings had written: its tables are today's without that one.
        Execute(database, "DROP TABLE trainings; DELETE FROM studies WHERE name NOT IN ('fixed', 'running')");
        foreach (string table in (string[])["targets", "candidates", "attempts"])
        {
            Execute(database, $"DELETE FROM {table} WHERE study_id NOT IN (SELECT id FROM studies)");
        }

        Execute(database, "PRAGMA user_version = 1");
        Execute(database, "VACUUM");
        GoldenFiles.Write(GoldenFiles.PathOf(GoldenDatabase.Schema1), File.ReadAllBytes(database));
    }

    private static async Task PlayAsync(TestCoordinator coordinator, PeerTrainer trainer)
    {
        await using var laboratory = new GoldenLaboratory(coordinator);
        await laboratory.ConnectAsync();
        Assert.Equal(StudyState.Completed, (await laboratory.PlayAsync(GoldenStudies.Evolution)).State);
        Assert.Equal(StudyState.Completed, (await laboratory.PlayAsync(GoldenStudies.Pareto)).State);
        Assert.Equal(StudyState.Completed, (await laboratory.PlayAsync(GoldenStudies.Random)).State);
        Assert.Equal(StudyState.Completed, (await laboratory.PlayAsync(GoldenStudies.Fixed, GoldenAnswers.Ending)).State);
        Assert.Equal(StudyState.Failed, (await laboratory.PlayAsync(GoldenStudies.Failed)).State);
        await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "attic" });
        await laboratory.CancelAsync(GoldenStudies.Cancelled, answers: 10);
        await GoldenTrainings.PlayAsync(coordinator, trainer);
        await laboratory.LeaveRunningAsync(GoldenStudies.Running);
    }

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
