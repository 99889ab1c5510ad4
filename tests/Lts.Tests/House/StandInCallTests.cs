using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Status = Grpc.Core.Status;

namespace Lts.Tests.House;

/// <summary>The genuine client and server, over the stand-ins and a real socket: every kind of call that this project makes.</summary>
public sealed class StandInCallTests : IAsyncLifetime
{
    private readonly Agents _agents = new();
    private WebApplication _server = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(_agents);
        builder.Services.AddSingleton<EchoedHeader>();
        builder.Services.AddGrpc(options => options.Interceptors.Add<EchoedHeader>());
        _server = builder.Build();
        _server.MapGrpcService<Agents>();
        _server.MapGrpcService<Devices>();
        await _server.StartAsync();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        _channel = GrpcChannel.ForAddress(addresses.Single());
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Unary_AnswersWithHeadersAndTrailers()
    {
        using var call = new DeviceService.DeviceServiceClient(_channel).GetDeviceAsync(
            new GetDeviceRequest { Name = "pi4" }, new Metadata { { "x-echo", "hello" } });

        Assert.Equal("pi4", (await call).Name);
        Assert.Equal("hello", (await call.ResponseHeadersAsync).GetValue("x-echo"));
        Assert.Equal([1, 2, 3], call.GetTrailers().GetValueBytes("x-bytes-bin"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public void Unary_Blocking_Answers() =>
        Assert.Equal("pi4", new DeviceService.DeviceServiceClient(_channel).GetDevice(new GetDeviceRequest { Name = "pi4" }).Name);

    [Fact]
    public async Task Unary_RefusedByTheHandler_ThrowsItsStatus()
    {
        var client = new DeviceService.DeviceServiceClient(_channel);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.GetDeviceAsync(new GetDeviceRequest()));
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal("no name", error.Status.Detail);
    }

    [Fact]
    public async Task Unary_LeftOutByTheServer_IsUnimplemented()
    {
        var client = new DeviceService.DeviceServiceClient(_channel);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.ListDevicesAsync(new ListDevicesRequest()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task ServerStream_ArrivesWhole_InOrder()
    {
        using var call = new AgentService.AgentServiceClient(_channel).DownloadGraph(new DownloadGraphRequest { OffsetBytes = 5 });

        var offsets = new List<long>();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync())
        {
            offsets.Add(chunk.OffsetBytes);
        }

        Assert.Equal([5, 6, 7], offsets);
    }

    [Fact]
    public async Task DuplexStream_AnswersEachMessage_UntilCompleted()
    {
        using var call = new AgentService.AgentServiceClient(_channel).Connect();
        for (var i = 0; i < 3; i++)
        {
            await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { $"a{i}" } } });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal($"a{i}", call.ResponseStream.Current.ResultAcknowledged.AttemptId);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task DuplexStream_CancelledByTheClient_EndsOnBothSides()
    {
        using var cancel = new CancellationTokenSource();
        using var call = new AgentService.AgentServiceClient(_channel).Connect(cancellationToken: cancel.Token);
        await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { "a" } } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await _agents.Cancelled.Task;
    }

    private sealed class Agents : AgentService.AgentServiceBase
    {
        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task DownloadGraph(
            DownloadGraphRequest request, IServerStreamWriter<GraphChunk> responseStream, ServerCallContext context)
        {
            for (var offset = request.OffsetBytes; offset < request.OffsetBytes + 3; offset++)
            {
                await responseStream.WriteAsync(new GraphChunk { OffsetBytes = offset }, context.CancellationToken);
            }
        }

        public override async Task Connect(
            IAsyncStreamReader<AgentMessage> requestStream,
            IServerStreamWriter<CoordinatorMessage> responseStream,
            ServerCallContext context)
        {
            await using var gone = context.CancellationToken.Register(() => Cancelled.TrySetResult());
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                var answer = new ResultAcknowledged { AttemptId = message.Heartbeat.HeldAttemptIds[0] };
                await responseStream.WriteAsync(new CoordinatorMessage { ResultAcknowledged = answer });
            }
        }
    }

    private sealed class Devices : DeviceService.DeviceServiceBase
    {
        public override Task<Device> GetDevice(GetDeviceRequest request, ServerCallContext context)
        {
            context.ResponseTrailers.Add("x-bytes-bin", [1, 2, 3]);
            return request.Name.Length == 0
                ? throw new RpcException(new Status(StatusCode.NotFound, "no name"))
                : Task.FromResult(new Device { Name = request.Name });
        }
    }

    /// <summary>Sends a request's header back.</summary>
    private sealed class EchoedHeader : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            if (context.RequestHeaders.GetValue("x-echo") is { } value)
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "x-echo", value } });
            }

            return await continuation(request, context);
        }
    }
}
