using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Benchmarks.Abuse;

/// <summary>Numbers that nobody measured, and facts that no machine has.</summary>
internal static class NumberCases
{
    private static readonly (string Name, Action<Lts.Protos.V1.Measurement> Change)[] Lies =
    [
        ("5e-324 ms", m => m.Latency = Steady(5e-324)),
        ("1e308 ms", m => m.Latency = Steady(1e308)),
        ("one byte of memory", m => m.Memory = new Memory { PeakBytes = 1 }),
        ("NaN as the median", m => m.Latency.P50Ms = double.NaN),
        ("NaN among the samples", m => m.Latency.CandidateSamplesMs[0] = double.NaN),
        ("a start in the year 40000", m => m.Context.StartTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_200_000_000_000 }),
    ];

    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("numbers", $"results with {string.Join(", ", Lies.Select(lie => lie.Name))}: which are taken", ResultsAsync),
        new("nan-watch", "one result with NaN as its median: `lts study watch --json` and other verbs of another client", WatchAsync),
        new("nan-facts", "a device whose processor runs at NaN MHz: `lts devices list --json`, and whether it is handed leases", FactsAsync),
    ];

    private static async Task<string> ResultsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var taken = new List<string>();
        foreach (var (name, change) in Lies)
        {
            string device = $"liar{taken.Count}-{name.Length}";
            var agent = await victim.ConnectAsync(device, capacity: 1, register => register.Facts.CpuModel = device);
            var study = await victim.CreateAsync(device, 1, spec => spec.Devices.Add($"name:{device}"));
            var lease = await agent.NextLeaseAsync();
            var measurement = SimulatedAgent.MeasurementOf(lease);
            change(measurement);
            try
            {
                await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = lease.AttemptId, Measurement = measurement } });
                await agent.NextAsync();
            }
            catch (RpcException)
            {
                // The stream was ended for it.
            }

            if ((await victim.CandidateAsync(study.Id, 0)).State == CandidateState.Measured)
            {
                taken.Add(name);
            }
        }

        return taken.Count == 0 ? "none" : string.Join(", ", taken);
    }

    private static async Task<string> WatchAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var agent = await victim.ConnectAsync("liar", capacity: 1);
        await victim.CreateAsync("s", 2);
        var watching = victim.LtsAsync("study", "watch", "s", "--json");
        var lease = await agent.NextLeaseAsync();
        var lie = SimulatedAgent.MeasurementOf(lease);
        lie.Latency.P50Ms = double.NaN;
        await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = lease.AttemptId, Measurement = lie } });
        await Pause.ForAsync(5); // time for the watcher to start and to be told
        var honest = await victim.ConnectAsync("honest");
        _ = honest.WorkAsync();
        _ = agent.WorkAsync();
        var seen = new List<string> { Word("watch", await watching) };
        foreach (string[] verb in new[] { ["study", "show", "s", "--json"], ["frontier", "s", "--json"], new[] { "frontier", "s", "--format", "html" } })
        {
            seen.Add(Word(string.Join(' ', verb.Where(word => word is not "s" and not "--json")), await victim.LtsAsync(verb)));
        }

        return string.Join("; ", seen);
    }

    private static async Task<string> FactsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        string handed = "it is handed leases";
        await victim.ConnectAsync("honest");
        try
        {
            var ghost = await victim.ConnectAsync("ghost", change: register => register.Facts.CpuMaxMhz = double.NaN);
            await victim.CreateAsync("s", 20);
            _ = await ghost.NextLeaseAsync();
        }
        catch (RpcException e)
        {
            handed = $"it is refused ({e.StatusCode})";
        }

        var (code, output) = await victim.LtsAsync("devices", "list", "--json");
        bool listed = output.Contains("ghost", StringComparison.Ordinal);
        return $"{handed}; it is {(listed ? "" : "not ")}listed, and the list {(code == 0 ? "works" : $"it ends with {code}: {IdentityCases.Cut(LastLine(output))}")}";
    }

    private static Latency Steady(double ms) => new()
    {
        LatencyMs = ms,
        LowMs = ms,
        HighMs = ms,
        P50Ms = ms,
        P90Ms = ms,
        MinMs = ms,
        Rounds = 40,
        Ratio = 1,
        ReferenceMs = ms,
    };

    private static string Word(string verb, (int Code, string Output) seen) =>
        $"{verb} {(seen.Code == 0 ? "works" : $"ends with {seen.Code}: {IdentityCases.Cut(LastLine(seen.Output))}")}";

    private static string LastLine(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
}
