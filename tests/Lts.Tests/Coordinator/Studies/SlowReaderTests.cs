using System.Globalization;
using Grpc.Core;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Storage.Sqlite;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Studies;

/// <summary>Clients that take their time.</summary>
public sealed class SlowReaderTests
{
    private const int SmallCount = 12;
    private const int Copies = 200;

    /// <summary>The server's buffers for it are the stream's, and no more than those.</summary>
    [Fact]
    public async Task ClientThatReadsNothingForAMinute_LosesItsCall_AndOthersKeepTheirs()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await StartLargeAsync(clock);
        using var stopped = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "large", IncludeSamples = true });
        Assert.True(await stopped.ResponseStream.MoveNext(CancellationToken.None));
        await Eventually.TrueAsync("the call is cut off", IsCutOff, TimeSpan.FromSeconds(30));

        int read = 1;
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await stopped.ResponseStream.MoveNext(CancellationToken.None))
            {
                read++;
            }
        });
        int all = (await coordinator.CandidatesAsync("large", includeSamples: true)).Count; // on the same connection
        Assert.True(read < all / 2, $"{read} of {all}");

        // When the first message waits is known to the server alone: its minute goes by again and again.
        bool IsCutOff()
        {
            clock.Advance(TimeSpan.FromSeconds(Limits.ReaderSeconds));
            return coordinator.Warnings.Any(warning => warning.Contains("ListCandidates", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task ClientThatStopsReading_HoldsNoReader_AndGetsTheRestLater()
    {
        await using var coordinator = await StartLargeAsync();
        string database = Path.Combine(coordinator.DataDirectory, "coordinator.db");
        using var call = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "large", IncludeSamples = true });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        await using var writer = await coordinator.ConnectAsync("two");

        Assert.Equal((0L, 0L), WriteAheadLog.CutBack(database));

        int count = 1;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            count++;
        }

        Assert.Equal(SmallCount * (Copies + 1), count);
    }

    /// <summary>A coordinator whose study <c>large</c> has ended.</summary>
    private static async Task<TestCoordinator> StartLargeAsync(TimeProvider? time = null)
    {
        var coordinator = await TestCoordinator.StartAsync(time);
        await using (var agent = await coordinator.ConnectAsync("one"))
        {
            _ = agent.WorkAsync();
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("large", SmallCount) });
            await Eventually.GetAsync("the study that has ended", EndedAsync, TimeSpan.FromSeconds(60));
        }

        await coordinator.StopAsync();
        Multiply(Path.Combine(coordinator.DataDirectory, "coordinator.db"));
        await coordinator.RestartAsync();
        return coordinator;

        async Task<Study?> EndedAsync()
        {
            var study = await coordinator.Studies.GetStudyAsync(new GetStudyRequest { StudyId = "large" });
            return study.State == StudyState.Completed ? study : null;
        }
    }

    /// <summary>More candidates than buffers between server and client hold.</summary>
    private static void Multiply(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(
            string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Copies})
            INSERT INTO candidates(study_id, target, position, generation, origin, architecture, parents, state, device, outcome, samples)
            SELECT study_id, target, position + 1000 * i, generation, origin, architecture, parents, state, device, outcome, samples
            FROM candidates, n
            """),
            connection);
        command.ExecuteNonQuery();
    }
}
