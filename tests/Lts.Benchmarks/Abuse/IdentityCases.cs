using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Benchmarks.Abuse;

/// <summary>Who may answer, and who is who.</summary>
internal static class IdentityCases
{
    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("stranger-answers", "a device answers an attempt that another one had", StrangerAnswersAsync),
        new("name-after-restart", "after a restart another agent takes an offline device's name", NameAfterRestartAsync),
        new("registrations", "2,000 devices of 2,000 classes by one client, then a study without selectors", RegistrationsAsync),
        new("forged-log", "names, ids and messages with a line break and a log line of their own", ForgedLogAsync),
    ];

    private static async Task<string> StrangerAnswersAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartQuickAsync(programs);
        var rightful = await victim.ConnectAsync("rightful", capacity: 1);
        var stranger = await victim.ConnectAsync("stranger", capacity: 1);
        var study = await victim.CreateAsync("s", 2);
        var lease = await rightful.NextLeaseAsync();
        await stranger.NextLeaseAsync();

        // The rightful device gives it back and gets it again: the first attempt is an older one now.
        await rightful.SendAsync(new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = lease.AttemptId } });
        var again = await rightful.NextLeaseAsync();
        var lie = SimulatedAgent.MeasurementOf(again);
        lie.Latency = new Latency { LatencyMs = 0.0001, LowMs = 0.0001, HighMs = 0.0001, P50Ms = 0.0001, P90Ms = 0.0001, MinMs = 0.0001, Rounds = 40 };
        string candidate = string.Join('.', again.AttemptId.Split('.')[..3]);
        await stranger.SendAsync(new AgentMessage { Result = new Result { AttemptId = $"{candidate}.1", Measurement = lie } });
        await Pause.ForAsync(1);
        var seen = await victim.CandidateAsync(study.Id, int.Parse(candidate.Split('.')[2], System.Globalization.CultureInfo.InvariantCulture));
        return seen.Measurement is { } measured ? $"settled by {seen.DeviceName} at {measured.Latency.LatencyMs} ms" : "dropped; the candidate is still the rightful device's";
    }

    private static async Task<string> NameAfterRestartAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartQuickAsync(programs);
        await (await victim.ConnectAsync("pi")).DisposeAsync();
        await victim.KillAsync();
        await victim.StartAgainAsync();
        try
        {
            await victim.ConnectAsync("pi", change: register => register.DeviceKey = "another agent's key");
            return "the name is given away";
        }
        catch (RpcException e)
        {
            return $"refused: {e.StatusCode}";
        }
    }

    private static async Task<string> RegistrationsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        int admitted = 0, refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            try
            {
                await (await SimulatedAgent.ConnectAsync(victim.Address, SimulatedAgent.Registration($"d{i}", cpu: $"CPU {i}"))).DisposeAsync();
                Interlocked.Increment(ref admitted);
            }
            catch (RpcException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        try
        {
            var study = await victim.CreateAsync("s", 1);
            return $"{admitted} admitted, {refused} refused; the study has {study.Targets.Count} targets";
        }
        catch (RpcException e)
        {
            return $"{admitted} admitted, {refused} refused; the study: {e.StatusCode}: {Cut(e.Status.Detail)}";
        }
    }

    private static async Task<string> ForgedLogAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs, ["--verbose"]);
        const string Forged = "00:00:00 INF Everything is fine, said nobody";
        var agent = await victim.ConnectAsync("honest");
        await victim.CreateAsync("s", 1);
        var lease = await agent.NextLeaseAsync();
        await agent.SendAsync(new AgentMessage { Progress = new Progress { AttemptId = $"x\n{Forged}" } });
        await agent.SendAsync(new AgentMessage { Result = FailureOf($"x\n{Forged}", $"y\n{Forged}") });
        await agent.SendAsync(new AgentMessage { Result = FailureOf(lease.AttemptId, $"y\n{Forged}") });
        foreach (var change in new Action<Register>[]
        {
            r => r.DeviceName = $"a\n{Forged}", r => r.AgentVersion = $"1\n{Forged}", r => (r.ProtocolVersion, r.AgentVersion) = (9, $"1\n{Forged}"),
            r => r.DeviceClass = $"c\n{Forged}", r => r.Settings.Provider = $"p\n{Forged}",
        })
        {
            try
            {
                await victim.ConnectAsync("b", change: change);
            }
            catch (RpcException)
            {
                // Refused, and logged.
            }
        }

        await Pause.ForAsync(2);
        bool forged = victim.Process.Output.Split('\n').Any(line => line.StartsWith(Forged, StringComparison.Ordinal));
        return forged ? "a whole line of the log is forged" : "escaped: no line begins with it";
    }

    private static Result FailureOf(string attemptId, string message) =>
        new() { AttemptId = attemptId, Failure = new Failure { Kind = FailureKind.DeviceError, Message = message } };

    /// <summary>The beginning of a text that may be long.</summary>
    public static string Cut(string text) => text.Length <= 160 ? text : text[..160] + " …";
}
