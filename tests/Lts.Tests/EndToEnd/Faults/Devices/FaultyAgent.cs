using System.Collections.Concurrent;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Devices;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>
/// An agent that answers by formula over the real protocol, and to which everything happens: it dies with what it measures and tells so when
/// it is back, loses its connection, sends results twice, late, in another order, and once more with other numbers. What a real agent has
/// on its disk survives; the rest does not.
/// </summary>
internal sealed class FaultyAgent
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly FaultSite _site;
    private readonly DeviceFormula _formula;
    private readonly Register _register;
    private readonly Random _random;
    private readonly FaultRates _rates;
    private readonly Evidence _evidence;
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new();
    private readonly ConcurrentDictionary<string, Result> _spool = new();
    private readonly ConcurrentDictionary<string, Lease> _held = new();
    private volatile string _running = "";
    private string? _interrupted;

    /// <summary>An agent that does not run yet.</summary>
    /// <param name="site">Where its coordinator is, and how fast it measures.</param>
    /// <param name="name">Its device's name.</param>
    /// <param name="formula">What it answers.</param>
    /// <param name="seed">Of what happens to it.</param>
    /// <param name="rates">How often.</param>
    /// <param name="evidence">Told of its deaths.</param>
    public FaultyAgent(FaultSite site, string name, DeviceFormula formula, int seed, FaultRates rates, Evidence evidence)
    {
        (_site, _formula, _random, _rates, _evidence) = (site, formula, new Random(seed), rates, evidence);
        var profile = new DeviceProfile([SimulatedDevice.Tag], SimulatedDevice.Facts(formula.Name), new MeasuringSettings("cpu", 1), "test");
        _register = RegistrationMapping.ToProto(new DeviceRegistration { Name = name, Key = "key of " + name, Profile = profile });
        _register.TellsInterruptions = true;
    }

    /// <summary>How often it died while it measured.</summary>
    public int Deaths { get; private set; }

    /// <summary>How often it lost its connection.</summary>
    public int Cuts { get; private set; }

    /// <summary>Results that it sent once more, or with other numbers.</summary>
    public int Lies { get; private set; }

    /// <summary>Attempts whose results the coordinator says are safe, with and without a reason to want them.</summary>
    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>Works until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ConnectedAsync(cancellationToken);
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException or IOException or OperationCanceledException)
            {
                // The coordinator was killed, or this agent hung up.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 300)), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task ConnectedAsync(CancellationToken cancellationToken)
    {
        var register = _register.Clone();
        register.HeldAttemptIds.Add(_held.Keys.Union(_spool.Keys));
        if (_interrupted is { } interrupted)
        {
            register.InterruptedAttemptIds.Add(interrupted);
        }

        await using var agent = await SimulatedAgent.ConnectAsync(_site.Address, register);
        _interrupted = null;
        foreach (string dropped in agent.Registered.DroppedAttemptIds)
        {
            _held.TryRemove(dropped, out _);
            _spool.TryRemove(dropped, out _);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = BeatAsync(agent, ending.Token);
        try
        {
            foreach (var result in _spool.Values)
            {
                await agent.SendAsync(new AgentMessage { Result = result });
            }

            foreach (var lease in _held.Values)
            {
                await MeasureAsync(agent, lease);
            }

            while (await agent.Messages.WaitToReadAsync(cancellationToken))
            {
                while (agent.Messages.TryRead(out var message))
                {
                    await HandleAsync(agent, message);
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await beating;
        }
    }

    private async Task HandleAsync(SimulatedAgent agent, CoordinatorMessage message)
    {
        switch (message.MessageCase)
        {
            case CoordinatorMessage.MessageOneofCase.Lease:
                _held[message.Lease.AttemptId] = message.Lease;
                await MeasureAsync(agent, message.Lease);
                break;
            case CoordinatorMessage.MessageOneofCase.ResultAcknowledged:
                _spool.TryRemove(message.ResultAcknowledged.AttemptId, out _);
                _acknowledged.TryAdd(message.ResultAcknowledged.AttemptId, 0);
                break;
            case CoordinatorMessage.MessageOneofCase.CancelLease:
                _held.TryRemove(message.CancelLease.AttemptId, out _);
                break;
            default:
                break;
        }
    }

    private async Task MeasureAsync(SimulatedAgent agent, Lease lease)
    {
        _running = lease.AttemptId;
        await agent.SendAsync(new AgentMessage { Progress = new Progress { AttemptId = lease.AttemptId, Phase = MeasurementPhase.Latency } });
        await Task.Delay(_site.Pace, TimeProvider.System);
        if (_random.NextDouble() < _rates.Death)
        {
            Deaths++;
            _evidence.Add(lease.AttemptId);
            _interrupted = lease.AttemptId;
            _running = "";
            _held.Clear();
            throw new InvalidOperationException("The agent died.");
        }

        if (_random.NextDouble() < _rates.Cut)
        {
            Cuts++;
            throw new IOException("The connection broke."); // It goes on where it was when it is back.
        }

        var result = OutcomeMapping.ToProto(lease.AttemptId, SimulatedMeasurement.Of(_formula, lease.Graph.Content.Span));
        _spool[lease.AttemptId] = result;
        _held.TryRemove(lease.AttemptId, out _);
        _running = "";
        if (_random.NextDouble() < _rates.Delay)
        {
            return; // Sent at the next connection, after later ones.
        }

        await agent.SendAsync(new AgentMessage { Result = result });
        if (_random.NextDouble() < _rates.Lie)
        {
            Lies++;
            var lie = result.Clone();
            lie.Measurement.Latency = new Latency { LatencyMs = 0.0001 };
            await agent.SendAsync(new AgentMessage { Result = result });
            await agent.SendAsync(new AgentMessage { Result = lie });
            lie.AttemptId = WithoutNonce(lease.AttemptId);
            await agent.SendAsync(new AgentMessage { Result = lie });
        }
    }

    private async Task BeatAsync(SimulatedAgent agent, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, TimeProvider.System, cancellationToken);
                var heartbeat = new Heartbeat { HeldAttemptIds = { _held.Keys.Union(_spool.Keys) }, RunningAttemptId = _running };
                await agent.SendAsync(new AgentMessage { Heartbeat = heartbeat });
            }
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private static string WithoutNonce(string attemptId) => string.Join('.', attemptId.Split('.')[..4]);
}
