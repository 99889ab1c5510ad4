using System.Diagnostics;
using System.Globalization;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Faults;

/// <summary>
/// A study whose answer is known, measured by agents to which everything happens, under a coordinator that is killed and stopped again and
/// again. <c>LTS_FAULTS=50 ./lts test FaultTests</c> kills it fifty times; without the variable it is six.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Agents = 6;
    private const int CandidatesPerKill = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("LTS_FAULTS"), CultureInfo.InvariantCulture, out int kills) ? kills : 6;

    [LinuxFact]
    public async Task Study_ComesToTheSameFrontier_WhateverHappensToCoordinatorAndAgents()
    {
        var expected = await UndisturbedAsync();
        await using var laboratory = await Laboratory.StartAsync();
        using var stop = new CancellationTokenSource();
        var agents = Enumerable.Range(0, Agents)
            .Select(i => new FaultyAgent(() => new Uri(laboratory.Address), $"agent{i}", seed: i, FaultRates.Bad)).ToList();
        var working = Task.WhenAll(agents.Select(agent => Task.Run(() => agent.RunAsync(stop.Token))));
        await Eventually.TrueAsync(
            "agents are known", () => laboratory.Devices.ListDevices(new ListDevicesRequest()).Devices.Count == Agents, TimeSpan.FromMinutes(1));
        var study = await laboratory.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = Spec() });

        var recovery = new List<double>();
        for (int kill = 1; kill <= Kills; kill++)
        {
            await SettledAsync(laboratory, study.Id, kill * CandidatesPerKill);
            if (kill % 3 == 0)
            {
                // For longer than a lease lives without a heartbeat.
                await SignalAsync(laboratory.Coordinator.Id, "STOP");
                await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System);
                await SignalAsync(laboratory.Coordinator.Id, "CONT");
            }

            await laboratory.Coordinator.KillAsync();
            long start = Stopwatch.GetTimestamp();
            await laboratory.StartCoordinatorAsync();
            await SettledAsync(laboratory, study.Id, (kill * CandidatesPerKill) + 1);
            recovery.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var end = await laboratory.WatchAsync(study.Id, Limit);
        var candidates = await laboratory.CandidatesAsync(study.Id);
        await stop.CancelAsync();
        await working;
        await laboratory.Coordinator.KillAsync();

        int deaths = agents.Sum(agent => agent.Deaths);
        int blamed = CountBlamed(laboratory["coordinator"]);
        output.WriteLine(
            $"{Kills} kills of the coordinator, {Kills / 3} stops, {deaths} deaths and {agents.Sum(a => a.Cuts)} broken connections of agents, "
            + $"{agents.Sum(a => a.Lies)} contradicting results; attempts that count against a candidate: {blamed}; "
            + $"median time to the next result after a kill: {recovery.Order().ElementAt(recovery.Count / 2):0.0} s");
        Assert.Equal(StudyState.Completed, end.State);
        Assert.All(candidates, candidate => Assert.Equal(CandidateState.Measured, candidate.State));
        Assert.Equal(Summary(expected), Summary(candidates));
        Assert.InRange(blamed, 1, deaths);
    }

    private static StudySpec Spec()
    {
        var spec = SmallSpecs.Evolutionary("faults");
        spec.Evolutionary = new EvolutionarySearch
        {
            Generations = (Kills * CandidatesPerKill / 40) + 2,
            ParentCount = 10,
            MutatedCount = 20,
            CrossedCount = 20,
        };
        spec.MaxAttempts = 20; // Deaths come by chance here, and three of one candidate would be evidence.
        return spec;
    }

    private static async Task<IReadOnlyList<Candidate>> UndisturbedAsync()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("agent0");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = Spec() });
        _ = agent.WorkAsync();
        Assert.Equal(StudyState.Completed, (await coordinator.WaitForEndAsync("faults")).State);
        return await coordinator.CandidatesAsync("faults");
    }

    private static async Task SettledAsync(Laboratory laboratory, string study, int count)
    {
        await Eventually.TrueAsync(
            $"{count} candidates have an outcome",
            () =>
            {
                var now = laboratory.Studies.GetStudy(new GetStudyRequest { StudyId = study });
                return now.State != StudyState.Running || now.Targets.Sum(t => t.MeasuredCount + t.FailedCount) >= count;
            },
            TimeSpan.FromMinutes(5));
    }

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What was proposed, measured and found best, in order.</summary>
    private static string[] Summary(IEnumerable<Candidate> candidates) =>
    [
        .. candidates.Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Index} {c.ArchitectureId} {c.Measurement?.Latency?.LatencyMs:R} {c.Measurement?.Memory?.PeakBytes} {c.OnFrontier}")),
    ];

    private static int CountBlamed(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "coordinator.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("SELECT COUNT(*) FROM attempts WHERE state IN (3, 4)", connection);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
