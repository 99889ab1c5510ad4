using Google.Protobuf;
using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Hosting;
using Lts.Serving.Quotas;
using Lts.Serving.Server;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Serves agents.</summary>
internal sealed class AgentRpc(
    DeviceRegistry registry, Dispatcher dispatcher, GraphCatalog graphs, FleetOptions options, TimeProvider time, ILogger<AgentRpc> logger)
    : Proto.AgentService.AgentServiceBase
{
    private const int ChunkBytes = 256 << 10;
    private const int LongestRefusal = 2_000;
    private static readonly TimeSpan RegistrationLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task Connect(
        IAsyncStreamReader<Proto.AgentMessage> requestStream, IServerStreamWriter<Proto.CoordinatorMessage> responseStream,
        ServerCallContext context)
    {
        var start = await RegisterAsync(requestStream, OriginOf(context), context.CancellationToken);
        using var stream = new AgentStream(start.Session, registry, dispatcher, graphs, time, logger);
        try
        {
            await responseStream.WriteAsync(new Proto.CoordinatorMessage { Registered = Answer(start) });
            registry.Begin(start.Session);
            await stream.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
        finally
        {
            registry.Leave(start.Session);
        }
    }

    /// <inheritdoc/>
    public override async Task DownloadGraph(
        Proto.DownloadGraphRequest request, IServerStreamWriter<Proto.GraphChunk> responseStream, ServerCallContext context)
    {
        byte[] bytes = graphs.Find(request.Sha256, request.AttemptId).Bytes;
        if (request.OffsetBytes < 0 || request.OffsetBytes > bytes.Length)
        {
            throw new ValidationException("the request", [$"offset_bytes must be from 0 to {bytes.Length}, not {request.OffsetBytes}."]);
        }

        for (int offset = (int)request.OffsetBytes; offset < bytes.Length; offset += ChunkBytes)
        {
            var content = bytes.AsMemory(offset, Math.Min(ChunkBytes, bytes.Length - offset));
            await responseStream.WriteAsync(
                new Proto.GraphChunk { OffsetBytes = offset, Content = UnsafeByteOperations.UnsafeWrap(content) }, context.CancellationToken);
        }
    }

    private Proto.Registered Answer(SessionStart start) => new()
    {
        DeviceClass = start.DeviceClass,
        HeartbeatIntervalMs = WireTime.ToMilliseconds(options.HeartbeatInterval),
        LeaseTimeoutMs = WireTime.ToMilliseconds(options.LeaseTimeout),
        CoordinatorVersion = ProductVersion.Current,
        DroppedAttemptIds = { start.DroppedAttemptIds },
        AwaitsApproval = !start.IsApproved,
    };

    private static AgentOrigin OriginOf(ServerCallContext context)
    {
        var peer = CallPeer.Of(context);
        return new AgentOrigin(peer.Address, peer.IsThisMachine, peer.HasCertificate);
    }

    private async Task<SessionStart> RegisterAsync(
        IAsyncStreamReader<Proto.AgentMessage> requestStream, AgentOrigin origin, CancellationToken cancellationToken)
    {
        try
        {
            if (await FirstMessageAsync(requestStream, cancellationToken) is not { Register: { } register })
            {
                throw new ValidationException("the connection", ["its first message must be register."]);
            }

            ProtocolVersion.Check(register.ProtocolVersion, register.AgentVersion);
            return await registry.RegisterAsync(RegistrationMapping.Read(register), origin);
        }
        catch (Exception e) when (e is ValidationException or ProtocolVersionException or DeviceNameTakenException or QuotaExceededException)
        {
            logger.AgentRefused(Printable.Of(e.Message, LongestRefusal));
            throw;
        }
    }

    private async Task<Proto.AgentMessage?> FirstMessageAsync(
        IAsyncStreamReader<Proto.AgentMessage> requestStream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RegistrationLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await requestStream.MoveNext(either.Token) ? requestStream.Current : null;
        }
        catch (Exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
