using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Cli.Commands;

/// <summary><c>lts db</c> and <c>lts study delete</c> against a real coordinator and its database.</summary>
public sealed class DatabaseVerbTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _backups = new();
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync();
        await using var agent = await _coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();
        await _coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        await _coordinator.WaitForEndAsync("s");
    }

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    public void Dispose() => _backups.Dispose();

    [Fact]
    public async Task Backup_OfARunningCoordinator_IsWhole_Private_AndStarts()
    {
        string file = _backups["copy.db"];

        var run = await CommandRun.Of("db", "backup", file, "--data", _coordinator.DataDirectory);

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Contains("copy.db", run.Output, StringComparison.Ordinal);
        Assert.Equal(["copy.db"], Directory.GetFiles(_backups.FullName).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await using var restored = await TestCoordinator.StartAsync(database: file);
        Assert.Equal(await _coordinator.CandidatesAsync("s"), await restored.CandidatesAsync("s"));
    }

    [Fact]
    public async Task Backup_ReplacesAFile_OnlyWhenForced()
    {
        string file = _backups["copy.db"];
        await File.WriteAllTextAsync(file, "mine");

        var refused = await CommandRun.Of("db", "backup", file, "--data", _coordinator.DataDirectory);
        Assert.Equal(ExitCode.Conflict, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));

        var forced = await CommandRun.Of("db", "backup", file, "--data", _coordinator.DataDirectory, "--force", "--json");
        Assert.True(forced.ExitCode == ExitCode.Success, forced.Error);
        Assert.Equal(new FileInfo(file).Length, System.Text.Json.JsonDocument.Parse(forced.Output).RootElement.GetProperty("size_bytes").GetInt64());
    }

    [Theory]
    [InlineData("backup", "x.db")]
    [InlineData("compact", null)]
    public async Task FolderWithoutADatabase_IsNamed(string verb, string? file)
    {
        var run = await CommandRun.Of(["db", verb, .. file is null ? Array.Empty<string>() : [_backups[file]], "--data", _backups.FullName]);

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Contains("There is no database in", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_backups.FullName));
    }

    [Fact]
    public async Task Backup_OfADamagedDatabase_IsRefused_AndLeavesNothing()
    {
        await _coordinator.StopAsync();
        string database = Path.Combine(_coordinator.DataDirectory, "coordinator.db");
        byte[] bytes = await File.ReadAllBytesAsync(database);
        bytes.AsSpan(3 * 4_096).Fill(0xA5);
        await File.WriteAllBytesAsync(database, bytes);

        var run = await CommandRun.Of("db", "backup", _backups["copy.db"], "--data", _coordinator.DataDirectory);

        Assert.Equal(ExitCode.Storage, run.ExitCode);
        Assert.Contains("damaged", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_backups.FullName));
    }

    [Fact]
    public async Task Delete_NeedsYes_WhereThereIsNoTerminal_ThenTheSpaceCanBeGivenBack()
    {
        string address = _coordinator.Address.ToString();
        var asked = await CommandRun.Of("study", "delete", "s", "--coordinator", address);
        Assert.Equal(ExitCode.Usage, asked.ExitCode);
        Assert.Contains("--yes", asked.Error, StringComparison.Ordinal);
        Assert.Single((await _coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies);

        var run = await CommandRun.Of("study", "delete", "s", "--yes", "--coordinator", address);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal("Deleted s.", run.Output.Trim());
        Assert.Contains("trainings stay", run.Error, StringComparison.Ordinal);
        var busy = await CommandRun.Of("db", "compact", "--data", _coordinator.DataDirectory);
        Assert.Equal(ExitCode.Conflict, busy.ExitCode);

        await _coordinator.StopAsync();
        var compact = await CommandRun.Of("db", "compact", "--data", _coordinator.DataDirectory);
        Assert.True(compact.ExitCode == ExitCode.Success, compact.Error);
        Assert.Equal(0L, FreePages());
    }

    [Fact]
    public async Task Delete_OfSeveral_DeletesNoneUnlessAllCanBe()
    {
        await using var agent = await _coordinator.ConnectAsync("b");
        await _coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("running") });

        var run = await CommandRun.Of("study", "delete", "s", "running", "--yes", "--coordinator", _coordinator.Address.ToString());

        Assert.Equal(ExitCode.Conflict, run.ExitCode);
        Assert.Contains("lts study cancel running", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await _coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies.Count);
    }

    private long FreePages()
    {
        using var connection = new SqliteConnection($"Data Source={_coordinator.DataDirectory}/coordinator.db;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("PRAGMA freelist_count", connection);
        return (long)command.ExecuteScalar()!;
    }
}
