using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Studies;

/// <summary>Frontiers that are kept, against those that one finds by comparing every candidate with every other.</summary>
public sealed class FrontierReadingTests
{
    [Fact]
    public async Task Frontier_IsThatOfAllCandidates_WhileItRuns_AfterTheEnd_AndAfterARestart_WrittenDownOrNot()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var a = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", "Fast CPU"));
        await using var b = await coordinator.ConnectAsync(SimulatedAgent.Registration("b", "Slow CPU"));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 60, batch: 20) });
        int answered = 0;
        var half = new TaskCompletionSource();
        _ = a.WorkAsync(lease =>
        {
            if (++answered > 30)
            {
                half.TrySetResult(); // and no more answers, for now
                return Task.CompletedTask;
            }

            return answered % 7 == 0 ? a.FailAsync(lease, FailureKind.OutOfMemory) : a.AnswerAsync(lease);
        });
        _ = b.WorkAsync();
        await half.Task;
        await Eventually.TrueAsync(
            "a has answered 30 and b all",
            () => coordinator.Studies.GetStudy(new GetStudyRequest { StudyId = "s" }).Targets.Sum(t => t.MeasuredCount + t.FailedCount) == 30 + 60,
            TimeSpan.FromSeconds(60));
        await AssertFrontierAsync(coordinator);

        await coordinator.Studies.CancelStudyAsync(new CancelStudyRequest { StudyId = "s" });
        await AssertFrontierAsync(coordinator); // not written down: results may have been on their way
        await coordinator.RestartAsync();
        await AssertFrontierAsync(coordinator);

        await coordinator.Studies.ResumeStudyAsync(new ResumeStudyRequest { StudyId = "s" });
        await using var again = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", "Fast CPU"));
        await using var other = await coordinator.ConnectAsync(SimulatedAgent.Registration("b", "Slow CPU"));
        _ = again.WorkAsync();
        _ = other.WorkAsync();
        Assert.Equal(StudyState.Completed, (await coordinator.WaitForEndAsync("s")).State);
        await AssertFrontierAsync(coordinator);
        await coordinator.StopAsync();
        Assert.Equal(2L, Scalar(coordinator, "SELECT COUNT(*) FROM targets WHERE json_array_length(summary, '$.frontier') > 0"));
        await coordinator.RestartAsync();
        await AssertFrontierAsync(coordinator);
        await coordinator.StopAsync();
        Scalar(coordinator, "UPDATE targets SET summary = json_remove(summary, '$.frontier') RETURNING 1"); // as older versions left it
        await coordinator.RestartAsync();
        await AssertFrontierAsync(coordinator);
    }

    [Fact]
    public async Task Pages_TogetherAreTheWholeList_AndASampleIsOfIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var a = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", "Fast CPU"));
        await using var b = await coordinator.ConnectAsync(SimulatedAgent.Registration("b", "Slow CPU"));
        _ = a.WorkAsync();
        _ = b.WorkAsync();
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        await coordinator.WaitForEndAsync("s");
        var all = await coordinator.CandidatesAsync("s");

        var pages = new List<Candidate>();
        while (await PageAsync(coordinator, pages.Count == 0 ? "" : pages[^1].Id) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 5);
            pages.AddRange(page);
        }

        Assert.Equal(24, all.Count);
        Assert.Equal(all, pages);
        var e = await Assert.ThrowsAsync<RpcException>(() => PageAsync(coordinator, "other.0.3"));
        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.Contains("after_candidate_id: 'other.0.3'", e.Status.Detail, StringComparison.Ordinal);

        using var call = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "s", SampleSize = 6 });
        var sample = await call.ResponseStream.ReadAllAsync().ToListAsync();
        Assert.Equal(all.Where(c => sample.Exists(drawn => drawn.Id == c.Id)), sample); // as they are in the list, in its order, each once
        Assert.Equal(all.Where(c => c.OnFrontier), sample.Where(c => c.OnFrontier));
        Assert.InRange(sample.Count(c => !c.OnFrontier), 5, 6); // each target's share is rounded down
        using var contradiction = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "s", SampleSize = 6, PageSize = 3 });
        e = await Assert.ThrowsAsync<RpcException>(() => contradiction.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Contains("sample_size", e.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<List<Candidate>> PageAsync(TestCoordinator coordinator, string after)
    {
        using var call = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "s", AfterCandidateId = after, PageSize = 5 });
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static async Task AssertFrontierAsync(TestCoordinator coordinator)
    {
        var all = await coordinator.CandidatesAsync("s");
        var measured = all.Where(c => c.Measurement is not null).ToList();
        var expected = measured
            .Where(c => !measured.Exists(other => other.DeviceClass == c.DeviceClass && Dominates(other, c)))
            .OrderBy(c => all.FindIndex(first => first.DeviceClass == c.DeviceClass)).ThenBy(c => c.Measurement.Latency.LatencyMs).ThenBy(c => c.Index)
            .ToList();

        var frontier = await coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = "s" });

        Assert.NotEmpty(expected);
        Assert.Equal(expected, frontier.Candidates);
        Assert.Equal(expected.Select(c => c.Id).Order(), all.Where(c => c.OnFrontier).Select(c => c.Id).Order());
    }

    private static bool Dominates(Candidate a, Candidate b)
    {
        double[] x = Costs(a), y = Costs(b);
        return x.Zip(y).All(pair => pair.First <= pair.Second) && x.Zip(y).Any(pair => pair.First < pair.Second);
    }

    private static double[] Costs(Candidate c) =>
        [-c.Parameters.Decoder, c.Measurement.Latency.LatencyMs, c.Measurement.Memory.PeakBytes];

    private static object? Scalar(TestCoordinator coordinator, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={coordinator.DataDirectory}/coordinator.db;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
