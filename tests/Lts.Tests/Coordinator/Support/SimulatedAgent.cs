using System.Globalization;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;

namespace Lts.Tests.Coordinator.Support;

/// <summary>An agent that measures nothing: speaks the real protocol over a real connection, and answers as the test says.</summary>
internal sealed class SimulatedAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<AgentMessage, CoordinatorMessage> _call;
    private readonly Channel<CoordinatorMessage> _messages = Channel.CreateUnbounded<CoordinatorMessage>();
    private readonly SemaphoreSlim _writing = new(1);

    private SimulatedAgent(GrpcChannel channel)
    {
        _channel = channel;
        Service = new AgentService.AgentServiceClient(channel);
        _call = Service.Connect();
    }

    public AgentService.AgentServiceClient Service { get; }

    public Registered Registered { get; private set; } = new();

    /// <summary>Ends with the stream's status when the coordinator ends it.</summary>
    public ChannelReader<CoordinatorMessage> Messages => _messages.Reader;

    /// <summary>Connects and waits for the answer to the registration.</summary>
    /// <exception cref="RpcException">It was refused.</exception>
    public static async Task<SimulatedAgent> ConnectAsync(Uri address, Register register)
    {
        var agent = new SimulatedAgent(GrpcChannel.ForAddress(address));
        try
        {
            await agent.SendAsync(new AgentMessage { Register = register });
            await agent._call.ResponseHeadersAsync.WaitAsync(Patience);
            if (!await agent._call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience))
            {
                throw new InvalidOperationException("The coordinator ended the stream without a word.");
            }

            agent.Registered = agent._call.ResponseStream.Current.Registered;
            _ = agent.ReadAsync();
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    public static Register Registration(string name, string cpu = "Simulated CPU", int capacity = 2, params string[] tags) => new()
    {
        ProtocolVersion = 1,
        DeviceName = name,
        DeviceKey = "key of " + name,
        Tags = { tags },
        Facts = new DeviceFacts
        {
            CpuModel = cpu,
            LogicalCores = 2,
            PhysicalCores = 2,
            MemoryBytes = 8L << 30,
            Machine = "x64",
            OnnxruntimeVersion = "1.30.0",
        },
        Settings = new DeviceSettings { Provider = "cpu", Threads = 1 },
        AgentVersion = "test",
        LeaseCapacity = capacity,
    };

    /// <summary>A measurement that depends on nothing but the graph, so that equal candidates have equal answers.</summary>
    public static Measurement MeasurementOf(Lease lease)
    {
        int number = int.Parse(lease.Graph.Sha256.AsSpan(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        double ms = 1 + (number % 1000 / 10.0);
        double[] samples = [.. Enumerable.Range(0, 40).Select(i => ms + (i * 0.001))];
        return new Measurement
        {
            Latency = new Latency
            {
                LatencyMs = ms,
                LowMs = ms * 0.99,
                HighMs = ms * 1.01,
                P50Ms = ms,
                P90Ms = ms * 1.1,
                MinMs = ms * 0.9,
                Ratio = ms / 2,
                ReferenceMs = 2,
                Rounds = samples.Length,
                CandidateSamplesMs = { samples },
                ReferenceSamplesMs = { samples.Select(_ => 2.0) },
            },
            Memory = new Memory
            {
                PeakBytes = (50L << 20) + number,
                PeakNetBytes = (24L << 20) + number,
                BaselineBytes = 26L << 20,
                SessionPeakBytes = 60L << 20,
            },
            Verdict = Verdict.Trusted,
            Context = new MeasurementContext { CpuModel = "Simulated CPU", Provider = "cpu", Threads = 1, AgentVersion = "test" },
        };
    }

    public async Task SendAsync(AgentMessage message)
    {
        await _writing.WaitAsync();
        try
        {
            await _call.RequestStream.WriteAsync(message);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task AnswerAsync(Lease lease) =>
        SendAsync(new AgentMessage { Result = new Result { AttemptId = lease.AttemptId, Measurement = MeasurementOf(lease) } });

    public Task FailAsync(Lease lease, FailureKind kind) => SendAsync(new AgentMessage
    {
        Result = new Result { AttemptId = lease.AttemptId, Failure = new Failure { Kind = kind, Message = "As the test wants." } },
    });

    public Task HeartbeatAsync(params string[] held) =>
        SendAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { held } } });

    /// <exception cref="RpcException">The stream has ended.</exception>
    public async Task<CoordinatorMessage> NextAsync()
    {
        try
        {
            return await _messages.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (ChannelClosedException e) when (e.InnerException is RpcException ended)
        {
            throw ended;
        }
    }

    /// <summary>The next message, which must be a lease.</summary>
    public async Task<Lease> NextLeaseAsync() =>
        (await NextAsync()).Lease ?? throw new InvalidOperationException("The next message is no lease.");

    /// <summary>Skips messages until the acknowledgement of an attempt.</summary>
    public async Task WaitForAcknowledgementAsync(string attemptId)
    {
        while ((await NextAsync()).ResultAcknowledged?.AttemptId != attemptId)
        {
        }
    }

    /// <summary>Answers every lease until the connection ends.</summary>
    /// <param name="answer">How; with a measurement when nothing is said.</param>
    /// <param name="acknowledged">Told of every attempt that is acknowledged.</param>
    public async Task WorkAsync(Func<Lease, Task>? answer = null, Action<string>? acknowledged = null)
    {
        answer ??= AnswerAsync;
        try
        {
            await foreach (var message in _messages.Reader.ReadAllAsync())
            {
                if (message.Lease is { } lease)
                {
                    await answer(lease);
                }
                else if (message.ResultAcknowledged is { } done)
                {
                    acknowledged?.Invoke(done.AttemptId);
                }
            }
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException)
        {
            // The connection has ended, as tests do to agents.
        }
    }

    /// <summary>The status that the coordinator ends the stream with.</summary>
    public async Task<Status> EndAsync()
    {
        try
        {
            while (true)
            {
                await NextAsync();
            }
        }
        catch (RpcException e)
        {
            return e.Status;
        }
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in _call.ResponseStream.ReadAllAsync())
            {
                _messages.Writer.TryWrite(message);
            }

            _messages.Writer.TryComplete(new RpcException(Status.DefaultSuccess));
        }
        catch (Exception e)
        {
            _messages.Writer.TryComplete(e);
        }
    }
}
