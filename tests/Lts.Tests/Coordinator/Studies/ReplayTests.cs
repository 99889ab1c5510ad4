using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Studies;

/// <summary>The search is a function of its seed and the answers, whatever happens in between.</summary>
public class ReplayTests
{
    [Fact]
    public async Task RestartsAndShuffledAnswers_GiveTheSameSearch()
    {
        var undisturbed = await RunAsync(restarts: 0, agents: 1);
        var disturbed = await RunAsync(restarts: 3, agents: 3);

        Assert.Equal(undisturbed.Select(c => c.ArchitectureId), disturbed.Select(c => c.ArchitectureId));
        Assert.Equal(
            undisturbed.SelectMany(c => c.ParentArchitectureIds), disturbed.SelectMany(c => c.ParentArchitectureIds));
        Assert.Equal(undisturbed.Select(c => c.OnFrontier), disturbed.Select(c => c.OnFrontier));
        Assert.Equal(11 + (4 * 8), disturbed.Count);
    }

    [Fact]
    public async Task StoredCandidatesThatAreNotProposedAgain_FailTheStudy_AndSaySo()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (await coordinator.ConnectAsync("a"))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        }

        await coordinator.StopAsync();
        await using (var connection = new SqliteConnection($"Data Source={coordinator.DataDirectory}/coordinator.db;Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand(
                "UPDATE candidates SET architecture = (SELECT architecture FROM candidates WHERE position = 1) WHERE position = 0",
                connection);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await coordinator.RestartAsync();

        var study = await coordinator.WaitForEndAsync("s");
        Assert.Equal(StudyState.Failed, study.State);
        Assert.Contains("Candidate 0 differs", study.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerationOfWhichOnlyTheBeginningWasStored_IsCompleted()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (await coordinator.ConnectAsync("a"))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 12, batch: 12) });
        }

        await coordinator.StopAsync();
        await using (var connection = new SqliteConnection($"Data Source={coordinator.DataDirectory}/coordinator.db;Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand("DELETE FROM attempts; DELETE FROM candidates WHERE position >= 5", connection);
            command.ExecuteNonQuery();
        }

        await coordinator.RestartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();

        Assert.Equal(12, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        Assert.Equal(Enumerable.Range(0, 12), (await coordinator.CandidatesAsync("s")).Select(c => c.Index).Order());
    }

    private static async Task<List<Candidate>> RunAsync(int restarts, int agents)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var answers = new Random(1);
        int left = 10;
        for (int round = 0; ; round++)
        {
            bool last = round == restarts;
            var enough = new TaskCompletionSource();
            int toAnswer = last ? int.MaxValue : left;
            var connected = new List<SimulatedAgent>();
            for (int i = 0; i < agents; i++)
            {
                var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration($"agent{i}", capacity: 4));
                connected.Add(agent);
                int delay = answers.Next(1, 4);
                _ = agent.WorkAsync(async lease =>
                {
                    if (Interlocked.Decrement(ref toAnswer) < 0)
                    {
                        enough.TrySetResult(); // The coordinator stops while this one and others are out.
                        return;
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(delay), TimeProvider.System);
                    await agent.AnswerAsync(lease);
                });
            }

            if (round == 0)
            {
                await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Evolutionary("s") });
            }

            if (last)
            {
                Assert.Equal(StudyState.Completed, (await coordinator.WaitForEndAsync("s")).State);
                return await coordinator.CandidatesAsync("s");
            }

            await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));
            foreach (var agent in connected)
            {
                await agent.DisposeAsync();
            }

            await coordinator.RestartAsync();
        }
    }
}
