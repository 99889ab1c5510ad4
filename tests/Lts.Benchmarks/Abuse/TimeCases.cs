using System.Diagnostics;
using System.Globalization;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Abuse;

/// <summary>What time does to leases.</summary>
internal static class TimeCases
{
    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("pause", "the coordinator is stopped for 8 s, leases live 5 s, 50 devices hold 100 leases: attempts that count against candidates", PauseAsync),
        new("kills", "20 times kill -9 at work, 16 devices that find back: attempts that count against candidates", KillsAsync),
        new("hung-agent", "an agent names its lease in heartbeats and measures nothing, leases live 5 s: when another device gets the candidate", HungAgentAsync),
    ];

    private static async Task<string> PauseAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartQuickAsync(programs);
        using var stop = new CancellationTokenSource();
        var held = Enumerable.Range(0, 50).Select(i => HoldAsync(victim, $"agent{i}", stop.Token)).ToList();
        await Eventually.TrueAsync(
            "agents are known", () => victim.Devices.ListDevices(new ListDevicesRequest()).Devices.Count == held.Count, TimeSpan.FromMinutes(1));
        var study = await victim.CreateAsync("s", 100);
        await Eventually.TrueAsync(
            "all is leased", () => victim.Studies.GetStudy(new GetStudyRequest { StudyId = study.Id }).Targets[0].LeasedCount == 100, TimeSpan.FromMinutes(1));
        await victim.SignalAsync("STOP");
        await Pause.ForAsync(8);
        await victim.SignalAsync("CONT");
        await Pause.ForAsync(8);
        await stop.CancelAsync();
        await Task.WhenAll(held);
        return string.Create(CultureInfo.InvariantCulture, $"{victim.CountBlamed()} of 100");
    }

    private static async Task<string> KillsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartQuickAsync(programs);
        using var stop = new CancellationTokenSource();
        var agents = Enumerable.Range(0, 16).Select(i => AnswerAsync(victim, $"agent{i}", seed: i, stop.Token)).ToList();
        await Eventually.TrueAsync(
            "agents are known", () => victim.Devices.ListDevices(new ListDevicesRequest()).Devices.Count == agents.Count, TimeSpan.FromMinutes(1));
        await victim.CreateAsync("s", 50_000, spec => spec.MaxAttempts = 20);
        var random = new Random(9);
        for (int kill = 0; kill < 20; kill++)
        {
            await Pause.ForAsync(random.Next(300, 2_000) / 1000.0);
            await victim.KillAsync();
            await victim.StartAgainAsync();
        }

        await Pause.ForAsync(8);
        await stop.CancelAsync();
        await Task.WhenAll(agents);
        return string.Create(CultureInfo.InvariantCulture, $"{victim.CountBlamed()}");
    }

    private static async Task<string> HungAgentAsync(ProgramSet programs)
    {
        const int Patience = 90;
        await using var victim = await Victim.StartQuickAsync(programs);
        var hung = await victim.ConnectAsync("hung", capacity: 1);
        await victim.CreateAsync("s", 1);
        var lease = await hung.NextLeaseAsync();
        var other = await victim.ConnectAsync("other", capacity: 1);
        var handedOn = other.NextLeaseAsync();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < Patience && !other.Messages.TryPeek(out _) && !handedOn.IsCompletedSuccessfully)
        {
            if (handedOn.IsFaulted)
            {
                handedOn = other.NextLeaseAsync(); // It waits for 30 s at most.
            }

            try
            {
                await hung.SendAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { lease.AttemptId }, RunningAttemptId = "" } });
                await other.HeartbeatAsync();
            }
            catch (Exception e) when (e is Grpc.Core.RpcException or InvalidOperationException)
            {
                break;
            }

            await Pause.ForAsync(1);
        }

        return handedOn.IsCompletedSuccessfully
            ? string.Create(CultureInfo.InvariantCulture, $"after {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s")
            : $"not within {Patience} s";
    }

    /// <summary>Holds what it gets, names it in heartbeats, measures nothing, and finds back.</summary>
    private static Task HoldAsync(Victim victim, string name, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var held = new HashSet<string>();
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    var register = SimulatedAgent.Registration(name);
                    register.TellsInterruptions = true;
                    register.HeldAttemptIds.Add(held);
                    await using var agent = await SimulatedAgent.ConnectAsync(victim.Address, register);
                    while (!cancellationToken.IsCancellationRequested)
                    {
                        while (agent.Messages.TryRead(out var message))
                        {
                            if (message.Lease is { } lease)
                            {
                                held.Add(lease.AttemptId);
                            }
                        }

                        string running = held.FirstOrDefault() ?? "";
                        if (running.Length > 0)
                        {
                            await agent.SendAsync(new AgentMessage { Progress = new Progress { AttemptId = running, Phase = MeasurementPhase.Latency } });
                        }

                        await agent.SendAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { held }, RunningAttemptId = running } });
                        await Pause.ForAsync(1);
                    }
                }
                catch (Exception e) when (e is Grpc.Core.RpcException or InvalidOperationException or IOException or TimeoutException)
                {
                    await Pause.ForAsync(0.2);
                }
            }
        },
        CancellationToken.None);

    /// <summary>Answers at once, forgets what it held with its connection as an agent does that is restarted, and finds back within 3 s.</summary>
    private static Task AnswerAsync(Victim victim, string name, int seed, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var random = new Random(seed);
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    var register = SimulatedAgent.Registration(name);
                    register.TellsInterruptions = true;
                    await using var agent = await SimulatedAgent.ConnectAsync(victim.Address, register);
                    using var end = cancellationToken.Register(() => _ = agent.DisposeAsync().AsTask());
                    await agent.WorkAsync();
                }
                catch (Exception e) when (e is Grpc.Core.RpcException or InvalidOperationException or IOException or TimeoutException or ObjectDisposedException)
                {
                    // The coordinator was killed.
                }

                await Pause.ForAsync(random.Next(50, 3_000) / 1000.0);
            }
        },
        CancellationToken.None);
}
