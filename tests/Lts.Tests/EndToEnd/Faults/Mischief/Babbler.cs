using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>Sends floods of heartbeats, numbers that nobody measured, and texts that nobody should print; asks for what is not there.</summary>
internal sealed class Babbler(Random random) : IMischief
{
    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, double.Epsilon, -0.0, -1, 0];
    private static readonly string[] Texts = ["", "\0", "\n2026-01-01 ERR forged line\n", "‮", new('x', 100_000), "a.b.c.d.e.f", "....", "\ud7ff"];

    private int _names;

    /// <inheritdoc/>
    public string Name => "floods of heartbeats and nonsense";

    /// <inheritdoc/>
    public async Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        await using var agent = await SimulatedAgent.ConnectAsync(site.Address, SimulatedAgent.Registration("babbler"));
        for (int i = 0; i < 200; i++)
        {
            await agent.HeartbeatAsync([.. Enumerable.Range(0, 100).Select(_ => Text())]);
        }

        for (int i = 0; i < 50; i++)
        {
            await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = Text(), Measurement = Measurement() } });
            await agent.SendAsync(new AgentMessage { Progress = new Progress { AttemptId = Text(), Phase = (MeasurementPhase)random.Next(-5, 100) } });
            await agent.SendAsync(new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = Text() } });
        }

        await agent.SendAsync(new AgentMessage());
        var odd = SimulatedAgent.Registration($"babbler{_names++ % 100}", Text());
        odd.Facts.CpuMaxMhz = Number();
        odd.Facts.MemoryBytes = long.MinValue;
        await IgnoredAsync(() => SimulatedAgent.ConnectAsync(site.Address, odd));
        await IgnoredAsync(async () =>
        {
            using var call = agent.Service.DownloadGraph(new DownloadGraphRequest { Sha256 = new string('0', 64), OffsetBytes = -1, AttemptId = Text() });
            await call.ResponseStream.MoveNext(cancellationToken);
        });
        await IgnoredAsync(() => site.Studies.CreateStudyAsync(new CreateStudyRequest
        {
            ValidateOnly = true,
            Spec = new StudySpec { Name = Text(), MaxAttempts = -1, Constraints = { Enumerable.Repeat(new Constraint { Min = Number() }, 10_000) } },
        }).ResponseAsync);
    }

    private static async Task IgnoredAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (RpcException)
        {
            // Refused, as it must be.
        }
    }

    private static Task IgnoredAsync(Func<Task<SimulatedAgent>> connect) => IgnoredAsync(async () =>
    {
        await using var agent = await connect();
    });

    private Measurement Measurement() => new()
    {
        Latency = new Latency
        {
            LatencyMs = Number(),
            LowMs = Number(),
            HighMs = Number(),
            P50Ms = Number(),
            Rounds = int.MinValue,
            CandidateSamplesMs = { Enumerable.Range(0, random.Next(1_000)).Select(_ => Number()) },
        },
        Memory = new Memory { PeakBytes = random.NextInt64(long.MinValue, long.MaxValue) },
        Verdict = (Verdict)random.Next(-5, 100),
        Context = new MeasurementContext { StartTime = new Timestamp { Seconds = long.MaxValue, Nanos = -1 } },
    };

    private double Number() => Numbers[random.Next(Numbers.Length)];

    private string Text() => Texts[random.Next(Texts.Length)];
}
