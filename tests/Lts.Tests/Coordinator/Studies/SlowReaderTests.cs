using System.Globalization;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Storage.Sqlite;
using Lts.Tests.Coordinator.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Studies;

/// <summary>Clients that take their time.</summary>
public sealed class SlowReaderTests
{
    private const int Copies = 200;

    [Fact]
    public async Task ClientThatStopsReading_HoldsNoReader_AndGetsTheRestLater()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        string database = Path.Combine(coordinator.DataDirectory, "coordinator.db");
        await using (var agent = await coordinator.ConnectAsync("one"))
        {
            _ = agent.WorkAsync();
            var study = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("large") });
            await coordinator.WaitForEndAsync(study.Id);
        }

        int few = (await coordinator.CandidatesAsync("large")).Count;
        await coordinator.StopAsync();
        Multiply(database);
        await coordinator.RestartAsync();
        using var call = coordinator.Studies.ListCandidates(new ListCandidatesRequest { StudyId = "large", IncludeSamples = true });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        await using var writer = await coordinator.ConnectAsync("two");

        Assert.Equal((0L, 0L), WriteAheadLog.CutBack(database));

        int count = 1;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            count++;
        }

        Assert.Equal(few * (Copies + 1), count);
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
