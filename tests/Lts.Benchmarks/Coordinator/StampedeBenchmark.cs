using System.Diagnostics;
using System.Globalization;
using Lts.Benchmarks.Abuse;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Coordinator;

/// <summary>
/// Thousands of simulated agents, each with a connection of its own, that die at once in the middle of a study and come back within seconds:
/// what that costs the candidates, and how long another client, in a process of its own, waits for a small answer.
/// </summary>
internal static class StampedeBenchmark
{
    private const double LongestStallSeconds = 1;
    private const int ConnectingAtOnce = 32;
    private const int LongestBackoffMs = 5_000;
    private const double HeartbeatSeconds = 5;

    /// <summary>Runs it against this tree's coordinator and prints both figures.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="count">Agents.</param>
    public static async Task RunAsync(TextWriter output, int count)
    {
        await using var victim = await Victim.StartAsync(new ProgramSet(Repository.Absolute("artifacts/bin")));
        var agents = Enumerable.Range(0, count).Select(i => new Holder(string.Create(CultureInfo.InvariantCulture, $"agent{i}"))).ToList();
        await ConnectAsync(agents, victim.Address);
        var study = await victim.CreateAsync("stampede", count);
        await LeasedAsync(victim, study.Id, count);
        agents.ForEach(agent => agent.TakeLease());

        await using var client = RunningProgram.StartCommand(
            "dotnet", [typeof(StampedeBenchmark).Assembly.Location, "poll", victim.Address.ToString(), "--seconds", "60"]);
        await Pause.ForAsync(5);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(agents.Select(agent => agent.DieAsync()));
        double died = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var random = new Random(6);
        var delays = agents.Select(_ => random.Next(LongestBackoffMs)).ToList();
        using var door = new SemaphoreSlim(ConnectingAtOnce);
        await Task.WhenAll(agents.Zip(delays, async (agent, delay) =>
        {
            await Pause.ForAsync(delay / 1000.0);
            await door.WaitAsync();
            try
            {
                await agent.ConnectAsync(victim.Address);
            }
            finally
            {
                door.Release();
            }
        }));
        double back = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await client.WaitAsync(TimeSpan.FromMinutes(3));
        double stall = double.Parse(client.StandardOutput.Trim(), CultureInfo.InvariantCulture);

        await Task.WhenAll(agents.Select(agent => agent.AnswerAsync()));
        await Eventually.TrueAsync(
            "the study ends", () => victim.Studies.GetStudy(new GetStudyRequest { StudyId = study.Id }).State != StudyState.Running, TimeSpan.FromMinutes(5));
        long blamed = victim.CountBlamed();
        var ended = await victim.Studies.GetStudyAsync(new GetStudyRequest { StudyId = study.Id });
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} agents died within {died:F1} s and were all back after {back:F1} s; {ended.Targets[0].MeasuredCount} of {count} measured"));
        await output.WriteLineAsync($"attempts that count against candidates: {blamed}, limit 0: {(blamed == 0 ? "met" : "MISSED")}");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"longest wait of another client: {stall:F2} s, limit {LongestStallSeconds:F0} s: {(stall < LongestStallSeconds ? "met" : "MISSED")}"));
        await Task.WhenAll(agents.Select(agent => agent.DieAsync()));
    }

    /// <summary>The other client: asks for a device every 50 ms, and prints the longest that it waited, in seconds.</summary>
    /// <param name="output">Where the figure goes.</param>
    /// <param name="address">The coordinator's.</param>
    /// <param name="seconds">How long it asks.</param>
    public static async Task PollAsync(TextWriter output, string address, int seconds)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(address);
        var devices = new DeviceService.DeviceServiceClient(channel);
        await devices.ListDevicesAsync(new ListDevicesRequest { Selectors = { "name:nobody" } });
        double longest = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            long asked = Stopwatch.GetTimestamp();
            await devices.ListDevicesAsync(new ListDevicesRequest { Selectors = { "name:nobody" } });
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(asked).TotalSeconds);
            await Pause.ForAsync(0.05);
        }

        await output.WriteLineAsync(longest.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static Task ConnectAsync(List<Holder> agents, Uri address) => Parallel.ForEachAsync(
        agents, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce }, async (agent, _) => await agent.ConnectAsync(address));

    private static Task LeasedAsync(Victim victim, string study, int count) => Eventually.TrueAsync(
        "all is leased", () => victim.Studies.GetStudy(new GetStudyRequest { StudyId = study }).Targets[0].LeasedCount == count, TimeSpan.FromMinutes(3));

    /// <summary>An agent that holds one lease, across its deaths.</summary>
    private sealed class Holder(string name)
    {
        private SimulatedAgent? _agent;
        private Lease? _lease;

        public async Task ConnectAsync(Uri address)
        {
            var register = SimulatedAgent.Registration(name, capacity: 1);
            register.TellsInterruptions = true;
            if (_lease is not null)
            {
                register.HeldAttemptIds.Add(_lease.AttemptId);
            }

            _agent = await SimulatedAgent.ConnectAsync(address, register);
            _ = BeatAsync(_agent);
        }

        public void TakeLease()
        {
            while (_lease is null && _agent!.Messages.TryRead(out var message))
            {
                _lease = message.Lease;
            }
        }

        public async Task DieAsync() => await _agent!.DisposeAsync();

        public async Task AnswerAsync()
        {
            TakeLease();
            if (_lease is { } lease)
            {
                await _agent!.AnswerAsync(lease);
            }
        }

        /// <summary>Says that it is there until its connection ends.</summary>
        private async Task BeatAsync(SimulatedAgent agent)
        {
            try
            {
                while (agent == _agent)
                {
                    await Pause.ForAsync(HeartbeatSeconds);
                    TakeLease();
                    await agent.HeartbeatAsync(_lease is null ? [] : [_lease.AttemptId]);
                }
            }
            catch (Exception e) when (e is Grpc.Core.RpcException or InvalidOperationException or ObjectDisposedException)
            {
                // It died.
            }
        }
    }
}
