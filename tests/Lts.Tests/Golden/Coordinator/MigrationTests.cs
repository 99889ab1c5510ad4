using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Cli.Commands;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>Databases of other versions.</summary>
public sealed class MigrationTests
{
    private const string Copy = "coordinator.db.schema-1";
    private const string Unfinished = Copy + ".unfinished";

    [Fact]
    public async Task OlderDatabase_IsCopiedBesideItself_ThenMigrated_AndNothingIsLost()
    {
        await using var coordinator = await TestCoordinator.StartAsync(new ManualTimeProvider(), database: GoldenFiles.PathOf(GoldenDatabase.Schema1));

        var listed = await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest());
        Assert.Equal(["fixed", "running"], listed.Studies.Select(s => s.Name).Order());
        Assert.Empty((await coordinator.Trainings.ListTrainingsAsync(new ListTrainingsRequest())).Trainings);
        foreach (string study in (string[])["fixed", "running"])
        {
            var candidates = await coordinator.CandidatesAsync(study, includeSamples: true);
            GoldenFiles.IsJson(
                $"coordinator/wire/candidates-{study}.json",
                string.Join('\n', candidates.Select(c => Google.Protobuf.JsonFormatter.Default.Format(c))));
        }

        string copy = Path.Combine(coordinator.DataDirectory, Copy);
        Assert.Equal(1, Number(copy, "PRAGMA user_version"));
        Assert.Equal(StoredRows.OfCandidates(GoldenFiles.PathOf(GoldenDatabase.Schema1), "fixed"), StoredRows.OfCandidates(copy, "fixed"));
        Assert.Equal(1, Number(copy, "SELECT COUNT(*) FROM pragma_quick_check WHERE quick_check = 'ok'"));
        Assert.False(File.Exists(Path.Combine(coordinator.DataDirectory, Unfinished)));

        await coordinator.StopAsync();
        string database = Path.Combine(coordinator.DataDirectory, "coordinator.db");
        GoldenFiles.IsText(GoldenDatabase.Tables, StoredRows.Tables(database));
        File.Delete(copy);
        await coordinator.RestartAsync();
        Assert.False(File.Exists(copy)); // nothing was left to migrate
    }

    [Fact]
    public async Task NewDatabase_HasNothingToCopy()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        Assert.Empty(Directory.GetFiles(coordinator.DataDirectory, "*schema*"));
    }

    /// <summary>What a program that was killed while it copied left behind is not a copy; the next start makes a whole one.</summary>
    [Fact]
    public async Task InterruptedCopy_IsMadeAnew()
    {
        using var folder = new TemporaryDirectory();
        byte[] golden = GoldenFiles.Bytes(GoldenDatabase.Schema1);
        await File.WriteAllBytesAsync(folder["coordinator.db"], golden);
        await File.WriteAllBytesAsync(folder[Unfinished], golden[..5000]);

        await StartAndStopAsync(folder);

        Assert.False(File.Exists(folder[Unfinished]));
        Assert.Equal(1, Number(folder[Copy], "PRAGMA user_version"));
        Assert.Equal(2, Number(folder[Copy], "SELECT COUNT(*) FROM studies"));
        Assert.Equal(4, Number(folder["coordinator.db"], "PRAGMA user_version"));
    }

    [Fact]
    public async Task CopyThatCannotBeWritten_LeavesTheDatabaseAsItWas()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllBytesAsync(folder["coordinator.db"], GoldenFiles.Bytes(GoldenDatabase.Schema1));
        Directory.CreateDirectory(folder[Copy]); // where it would go

        var run = await CommandRun.Of("serve", "--data", folder.FullName, "--listen", "127.0.0.1:0");

        Assert.Equal(ExitCode.Storage, run.ExitCode);
        Assert.Contains("the copy that is made before it is changed cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, Number(folder["coordinator.db"], "PRAGMA user_version"));
    }

    [Fact]
    public async Task NewerDatabase_IsRefusedInWords_AndNotTouched()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllBytesAsync(folder["coordinator.db"], GoldenFiles.Bytes(GoldenDatabase.Current));
        Assert.Equal(0, Number(folder["coordinator.db"], "PRAGMA user_version = 99; SELECT 0"));

        var run = await CommandRun.Of("serve", "--data", folder.FullName, "--listen", "127.0.0.1:0");

        Assert.Equal(ExitCode.Storage, run.ExitCode);
        Assert.Contains("newer lts (schema 99", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName, "*schema*"));
        Assert.Equal(99, Number(folder["coordinator.db"], "PRAGMA user_version"));
    }

    private static async Task StartAndStopAsync(TemporaryDirectory folder)
    {
        await using var program = RunningProgram.Start(
            "Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", folder.FullName, "--ready-file", folder["ready"]);
        await Eventually.TrueAsync("the program listens", () => File.Exists(folder["ready"]) || program.HasExited, TimeSpan.FromSeconds(60));
        Assert.False(program.HasExited, program.Output);
    }

    private static long Number(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
