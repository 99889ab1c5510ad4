using System.Globalization;
using System.Threading.Channels;
using Lts.Contracts;
using Lts.Protos.V1;
using Lts.Tests.Agent.Connection;
using Lts.Tests.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// A coordinator that puts extreme values into everything it says: the agent neither dies nor hangs, and an honest coordinator that comes after
/// it gets an honest measurement.
/// </summary>
public sealed class HostileCoordinatorFuzzTests(ITestOutputHelper output)
{
    private const int PerConnection = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Agent_MeasuresHonestly_AfterAHostileCoordinator()
    {
        var findings = new FindingList("words of a coordinator");
        int done = 0;
        for (int round = 0; done < FuzzForm.Inputs; round++)
        {
            using var data = new TemporaryDirectory();
            var said = new List<string>();
            try
            {
                await TryAsync(data, done, said);
            }
            catch (Exception e)
            {
                findings.Add(e.GetType() + e.Message[..Math.Min(e.Message.Length, 100)], $"inputs from {done}:\n{string.Join('\n', said)}\n{e}");
            }

            done += PerConnection;
            if (round % 100 == 99)
            {
                FuzzForm.Tell($"words of a coordinator: {done}");
            }
        }

        string figures = string.Create(CultureInfo.InvariantCulture, $"words of a coordinator: {done} inputs");
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        findings.ThrowIfAny();
    }

    private static async Task TryAsync(TemporaryDirectory data, int first, List<string> said)
    {
        await using var hostile = await CoordinatorDouble.StartAsync();
        int port = hostile.Address.Port;
        await using var agent = AgentFixture.Start(hostile.Address, data);
        using var stop = new CancellationTokenSource();
        var measuring = MeasureAllAsync(agent, stop.Token);
        for (int number = first; number < first + PerConnection;)
        {
            // Whatever the agent makes of it, it connects again when this one hangs up.
            var random = FuzzForm.RandomOf(number);
            var connection = await hostile.AcceptSilentlyAsync();
            await SendAsync(connection, Registered(), said, random, isHostile: random.Next(3) == 0);
            for (int i = 0; i < 3 && number < first + PerConnection; i++, number++)
            {
                await SendAsync(connection, Words(number, random), said, random, isHostile: true);
            }

            // What comes after it shows that what came before was taken in.
            await connection.SendAsync(new CoordinatorMessage { CancelLease = new CancelLease { AttemptId = "none" } });
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            HangUp(connection);
        }

        await hostile.DisposeAsync();
        await using var honest = await CoordinatorDouble.StartAsync(port);
        var (after, lease) = await HonestLeaseAsync(honest);
        RegistrationMapping.Read(after.Register); // An honest coordinator would take it.
        var result = await after.NextAsync(m => m.Result, r => r.AttemptId == lease.AttemptId).WaitAsync(Patience);
        Assert.Equal(Samples.Outcome().Latency.LatencyMs, result.Measurement?.Latency.LatencyMs);
        Assert.False(agent.Ended.IsCompleted, "The agent ended.");
        await stop.CancelAsync();
        await measuring;
    }

    private static void HangUp(AgentConnection connection)
    {
        try
        {
            connection.Break();
        }
        catch (ObjectDisposedException)
        {
            // The agent was first.
        }
    }

    private static async Task<(AgentConnection Connection, Lease Lease)> HonestLeaseAsync(CoordinatorDouble honest)
    {
        var connection = await honest.AcceptAsync([.. Enumerable.Empty<string>()]);
        foreach (string held in connection.Register.HeldAttemptIds)
        {
            await connection.CancelAsync(held); // As a coordinator does that knows nothing of them.
            await connection.AcknowledgeAsync(held);
        }

        var lease = Samples.Lease("5f1c20ab.0.1.1.0011223344556677");
        await connection.SendAsync(lease);
        return (connection, lease);
    }

    private static async Task SendAsync(AgentConnection connection, CoordinatorMessage message, List<string> said, Random random, bool isHostile)
    {
        string change = message.MessageCase.ToString();
        if (isHostile)
        {
            (message, change) = ExtremeMessages.Distorted(message, random);
        }

        said.Add(change);
        if (message.CalculateSize() >= (3 << 20))
        {
            return; // gRPC would not send it.
        }

        try
        {
            await connection.SendAsync(message);
        }
        catch (ChannelClosedException)
        {
            // The agent hung up first.
        }
    }

    private static CoordinatorMessage Registered() => new()
    {
        Registered = new Registered { DeviceClass = "class", HeartbeatIntervalMs = 50, LeaseTimeoutMs = 30_000, CoordinatorVersion = "0", DroppedAttemptIds = { "a" } },
    };

    private static CoordinatorMessage Words(int number, Random random) => random.Next(8) switch
    {
        0 => new CoordinatorMessage { CancelLease = new CancelLease { AttemptId = "a" } },
        1 => new CoordinatorMessage { ResultAcknowledged = new ResultAcknowledged { AttemptId = "a" } },
        2 => new CoordinatorMessage { Drain = new Drain { Undo = random.Next(2) == 0 } },
        3 => Registered(),
        _ => new CoordinatorMessage { Lease = Lease(number) },
    };

    private static Lease Lease(int number)
    {
        var lease = Samples.Lease($"5f1c20ab.0.{number}.1.0011223344556677");
        lease.Plan = new MeasurementPlan
        {
            BatchSize = 1,
            SequenceLength = 7,
            WarmupRuns = 1,
            MinRounds = 2,
            MaxRounds = 3,
            RelativeMargin = 0.1,
            TimeLimitMs = 1000,
            MemoryLimitBytes = 1 << 30,
            MemoryRuns = 2,
            PoolSeed = 1,
        };
        return lease;
    }

    /// <summary>In the place of real measurements: each lease gets the same honest numbers, at once.</summary>
    private static async Task MeasureAllAsync(AgentFixture agent, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var run = await agent.Measurer.NextAsync().WaitAsync(cancellationToken);
                run.Outcome.TrySetResult(Samples.Outcome());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            // The end of the test, or nothing to measure for a long time.
        }
    }
}
