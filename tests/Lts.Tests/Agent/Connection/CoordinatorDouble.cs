using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Lts.Protos.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Agent.Connection;

/// <summary>The other end of the wire: real Kestrel and gRPC, driven message by message by a test.</summary>
internal sealed class CoordinatorDouble : AgentService.AgentServiceBase, IAsyncDisposable
{
    public const int ChunkBytes = 1000;

    private readonly Channel<AgentConnection> _connections = Channel.CreateUnbounded<AgentConnection>();
    private WebApplication? _server;

    private CoordinatorDouble()
    {
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Ends every registration with this status.</summary>
    public Status? Refusal { get; set; }

    public ConcurrentDictionary<string, byte[]> Graphs { get; } = [];

    /// <summary>Every request to download, by its offset.</summary>
    public ConcurrentQueue<long> DownloadOffsets { get; } = [];

    /// <summary>Breaks that many transfers, each after one chunk.</summary>
    public int TransfersToBreak { get; set; }

    /// <summary>Sends a graph in place of this, in whatever way a test thinks of.</summary>
    public Func<DownloadGraphRequest, IServerStreamWriter<GraphChunk>, Task>? Transfer { get; set; }

    public static async Task<CoordinatorDouble> StartAsync(int port = 0)
    {
        var coordinator = new CoordinatorDouble();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(coordinator);
        coordinator._server = builder.Build();
        coordinator._server.MapGrpcService<CoordinatorDouble>();
        await coordinator._server.StartAsync();
        coordinator.Address = new Uri(
            coordinator._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return coordinator;
    }

    /// <summary>The next agent that registers.</summary>
    public async Task<AgentConnection> AcceptAsync(params string[] dropped)
    {
        var connection = await AcceptSilentlyAsync();
        await connection.SendAsync(new CoordinatorMessage
        {
            Registered = new Registered
            {
                DeviceClass = "class",
                HeartbeatIntervalMs = AgentConnection.HeartbeatMs,
                LeaseTimeoutMs = 30_000,
                CoordinatorVersion = "0",
                DroppedAttemptIds = { dropped },
            },
        });
        return connection;
    }

    /// <summary>The same, without an answer to the registration.</summary>
    public async Task<AgentConnection> AcceptSilentlyAsync() => await _connections.Reader.ReadAsync().AsTask().WaitAsync(AgentConnection.Patience);

    public override async Task Connect(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<CoordinatorMessage> responseStream, ServerCallContext context)
    {
        if (Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        Assert.True(await requestStream.MoveNext(context.CancellationToken));
        var connection = new AgentConnection(requestStream.Current.Register, context.GetHttpContext());
        await _connections.Writer.WriteAsync(connection);
        await connection.ServeAsync(requestStream, responseStream, context.CancellationToken);
    }

    public override async Task DownloadGraph(
        DownloadGraphRequest request, IServerStreamWriter<GraphChunk> responseStream, ServerCallContext context)
    {
        DownloadOffsets.Enqueue(request.OffsetBytes);
        if (Transfer is { } transfer)
        {
            await transfer(request, responseStream);
            return;
        }

        if (!Graphs.TryGetValue(request.Sha256, out var graph))
        {
            throw new RpcException(new Status(StatusCode.NotFound, "unknown graph"));
        }

        for (var offset = (int)request.OffsetBytes; offset < graph.Length; offset += ChunkBytes)
        {
            var length = Math.Min(ChunkBytes, graph.Length - offset);
            var content = Google.Protobuf.ByteString.CopyFrom(graph, offset, length);
            await responseStream.WriteAsync(new GraphChunk { OffsetBytes = offset, Content = content });
            if (TransfersToBreak > 0)
            {
                TransfersToBreak--;
                throw new RpcException(new Status(StatusCode.Unavailable, "broken on purpose"));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            // Streams that are still open would hold an orderly stop up.
            using var atOnce = new CancellationTokenSource();
            await atOnce.CancelAsync();
            await _server.StopAsync(atOnce.Token);
            await _server.DisposeAsync();
        }
    }
}
