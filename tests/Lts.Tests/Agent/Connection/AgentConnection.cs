using System.Threading.Channels;
using Grpc.Core;
using Lts.Protos.V1;
using Microsoft.AspNetCore.Http;

namespace Lts.Tests.Agent.Connection;

/// <summary>One agent's stream, seen from the coordinator.</summary>
internal sealed class AgentConnection(Register register, HttpContext http)
{
    public const int HeartbeatMs = 50;

    /// <summary>How long a test waits for what must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<AgentMessage> _received = Channel.CreateUnbounded<AgentMessage>();
    private readonly Channel<CoordinatorMessage> _toSend = Channel.CreateUnbounded<CoordinatorMessage>();

    public Register Register { get; } = register;

    public ValueTask SendAsync(CoordinatorMessage message) => _toSend.Writer.WriteAsync(message);

    public ValueTask SendAsync(Lease lease) => SendAsync(new CoordinatorMessage { Lease = lease });

    public ValueTask CancelAsync(string attemptId) =>
        SendAsync(new CoordinatorMessage { CancelLease = new CancelLease { AttemptId = attemptId } });

    public ValueTask AcknowledgeAsync(string attemptId) =>
        SendAsync(new CoordinatorMessage { ResultAcknowledged = new ResultAcknowledged { AttemptId = attemptId } });

    /// <summary>The connection dies as if a cable were pulled.</summary>
    public void Break() => http.Abort();

    /// <summary>The next message that is what the test looks for; others are skipped.</summary>
    public async Task<T> NextAsync<T>(Func<AgentMessage, T?> pick, Func<T, bool>? match = null)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var message in _received.Reader.ReadAllAsync(patience.Token))
        {
            if (pick(message) is { } picked && match?.Invoke(picked) != false)
            {
                return picked;
            }
        }

        throw new InvalidOperationException("The agent closed its stream before it sent what was expected.");
    }

    public Task<Result> NextResultAsync() => NextAsync(m => m.Result);

    public Task<Heartbeat> NextHeartbeatAsync(Func<Heartbeat, bool>? match = null) => NextAsync(m => m.Heartbeat, match);

    public Task<LeaseReturned> NextReturnAsync() => NextAsync(m => m.LeaseReturned);

    /// <summary>Everything that comes until the agent closes its stream.</summary>
    public async Task<IReadOnlyList<AgentMessage>> RestAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _received.Reader.ReadAllAsync(patience.Token).ToListAsync(patience.Token);
    }

    internal async Task ServeAsync(
        IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<CoordinatorMessage> responses, CancellationToken cancellationToken)
    {
        var sending = SendAllAsync(responses, cancellationToken);
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                await _received.Writer.WriteAsync(requests.Current, cancellationToken);
            }
        }
        finally
        {
            _received.Writer.TryComplete();
            _toSend.Writer.TryComplete();
        }

        await sending;
    }

    private async Task SendAllAsync(IServerStreamWriter<CoordinatorMessage> responses, CancellationToken cancellationToken)
    {
        await foreach (var message in _toSend.Reader.ReadAllAsync(cancellationToken))
        {
            await responses.WriteAsync(message, cancellationToken);
        }
    }
}
