using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Studies;

public sealed class StudyDeletionTests
{
    [Fact]
    public async Task DeletedStudy_IsGoneAtOnce_ItsRowsSoon_AndItsNameIsFree()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();
        await RunAsync(coordinator, "old");
        await RunAsync(coordinator, "kept");

        await coordinator.Studies.DeleteStudyAsync(new DeleteStudyRequest { StudyId = "old" });

        Assert.Equal(["kept"], (await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies.Select(s => s.Name));
        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.CandidatesAsync("old"));
        Assert.Equal(StatusCode.NotFound, e.StatusCode);
        await RunAsync(coordinator, "old");
        await coordinator.StopAsync();
        await coordinator.RestartAsync();
        await WaitForRowsAsync(coordinator, "SELECT COUNT(*) FROM studies WHERE state = 5", 0);
        Assert.Equal(2L, Count(coordinator, "SELECT COUNT(*) FROM studies"));
        Assert.Equal(2L, Count(coordinator, "SELECT COUNT(*) FROM targets"));
        Assert.Equal(24L, Count(coordinator, "SELECT COUNT(*) FROM candidates"));
        Assert.Equal(24L, Count(coordinator, "SELECT COUNT(*) FROM attempts"));
        Assert.Equal(12, (await coordinator.CandidatesAsync("kept")).Count);
    }

    [Fact]
    public async Task RunningStudy_IsRefused_WithWhatToDo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });

        var e = await Assert.ThrowsAsync<RpcException>(async () => await coordinator.Studies.DeleteStudyAsync(new DeleteStudyRequest { StudyId = "s" }));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
        Assert.Contains("lts study cancel s", e.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InterruptedDeletion_GoesOnAtTheNextStart()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (var agent = await coordinator.ConnectAsync("a"))
        {
            _ = agent.WorkAsync();
            await RunAsync(coordinator, "s");
        }

        await coordinator.StopAsync();
        Count(coordinator, "UPDATE studies SET state = 5 RETURNING 1"); // marked, and no row removed yet

        await coordinator.RestartAsync();

        Assert.Empty((await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies);
        await WaitForRowsAsync(
            coordinator, "SELECT (SELECT COUNT(*) FROM studies) + (SELECT COUNT(*) FROM candidates) + (SELECT COUNT(*) FROM attempts)", 0);
    }

    private static async Task RunAsync(TestCoordinator coordinator, string name)
    {
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random(name) });
        await coordinator.WaitForEndAsync(name);
    }

    private static Task WaitForRowsAsync(TestCoordinator coordinator, string sql, long expected) =>
        Eventually.TrueAsync($"{expected} rows are left", () => Count(coordinator, sql) == expected, TimeSpan.FromSeconds(30));

    private static long Count(TestCoordinator coordinator, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={coordinator.DataDirectory}/coordinator.db;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
