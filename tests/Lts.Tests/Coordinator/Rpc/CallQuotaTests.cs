using Grpc.Core;
using Grpc.Net.Client;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Serving.Errors;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Rpc;

/// <summary>What one address may ask for, over real connections.</summary>
public sealed class CallQuotaTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task MoreRequestsThanAnHonestClientMakes_AreRefused_UntilTimeHasPassed()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        for (int i = 0; i < Limits.RequestsAtOnce; i++)
        {
            await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest());
        }

        var e = await Assert.ThrowsAsync<RpcException>(() => coordinator.Devices.ListDevicesAsync(new ListDevicesRequest()).ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
        Assert.True(CauseTrailer.IsQuota(e.Trailers));
        Assert.Contains($"at most {Limits.RequestsPerSecond} a second", e.Status.Detail, StringComparison.Ordinal);
        await using var agent = await coordinator.ConnectAsync("agent"); // a session is no request
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await coordinator.Devices.ListDevicesAsync(new ListDevicesRequest())).Devices);
    }

    [Fact]
    public async Task MoreWatchersThanAnAddressMayHave_AreRefused_UntilOneEnds()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("agent");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        using var channel = ChannelTo(coordinator.Address);
        var studies = new StudyService.StudyServiceClient(channel);
        var watching = new List<AsyncServerStreamingCall<StudyUpdate>>();
        try
        {
            for (int i = 0; i < Limits.StreamsPerAddress; i++)
            {
                watching.Add(studies.WatchStudy(new WatchStudyRequest { StudyId = "s" }));
            }

            await Task.WhenAll(watching.Select(call => call.ResponseStream.MoveNext(CancellationToken.None))).WaitAsync(Patience);
            using var refused = studies.WatchStudy(new WatchStudyRequest { StudyId = "s" });
            var e = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
            Assert.Contains($"at most {Limits.StreamsPerAddress} from one address", e.Status.Detail, StringComparison.Ordinal);

            watching[0].Dispose();
            await Eventually.GetAsync("room for one more", async () => await IsWatchedAsync(studies) ? studies : null, Patience);
        }
        finally
        {
            watching.ForEach(call => call.Dispose());
        }
    }

    [OutsideFact]
    public async Task MoreSessionsThanAnAddressMayHave_AreRefused()
    {
        await using var coordinator = await TestCoordinator.StartAsync(listen: "*:0");
        using var channel = ChannelTo(new UriBuilder(coordinator.Address) { Host = OutsideAddress.Value!.ToString() }.Uri);
        var agents = new AgentService.AgentServiceClient(channel);
        var calls = Enumerable.Range(0, Limits.SessionsPerAddress + 1).Select(_ => agents.Connect()).ToList();
        try
        {
            // They have sent nothing yet, and count all the same.
            var e = await Assert.ThrowsAsync<RpcException>(
                async () => await await Task.WhenAny(calls.Select(call => call.ResponseStream.MoveNext(CancellationToken.None))).WaitAsync(Patience));

            Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
            Assert.Contains($"at most {Limits.SessionsPerAddress} from one address", e.Status.Detail, StringComparison.Ordinal);
            await using var local = await coordinator.ConnectAsync("local");
        }
        finally
        {
            calls.ForEach(call => call.Dispose());
        }
    }

    /// <summary>The rest waits on the agent's side; nothing is lost.</summary>
    [Fact]
    public async Task AgentThatSendsTooFast_IsReadMoreSlowly()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("agent", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lease = await agent.NextLeaseAsync();
        int timers = clock.PendingTimers;
        for (int i = 0; i < Limits.MessagesAtOnce; i++)
        {
            await agent.HeartbeatAsync(lease.AttemptId);
        }

        await agent.AnswerAsync(lease);
        await Eventually.TrueAsync("the coordinator waits", () => clock.PendingTimers > timers, Patience);
        Assert.False(agent.Messages.TryRead(out _));

        clock.Advance(TimeSpan.FromSeconds(1));
        await agent.WaitForAcknowledgementAsync(lease.AttemptId);
    }

    private static async Task<bool> IsWatchedAsync(StudyService.StudyServiceClient studies)
    {
        using var call = studies.WatchStudy(new WatchStudyRequest { StudyId = "s" });
        try
        {
            return await call.ResponseStream.MoveNext(CancellationToken.None);
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static GrpcChannel ChannelTo(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false },
        DisposeHttpClient = true,
    });
}
