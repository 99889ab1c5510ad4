using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Rpc;

/// <summary>What becomes of leases when agents come, go, and repeat themselves.</summary>
public class LeaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Lease_CarriesGraphAndPlan()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });

        var lease = await agent.NextLeaseAsync();

        Assert.Equal(1, lease.Attempt);
        Assert.Equal(lease.Graph.SizeBytes, lease.Graph.Content.Length);
        Assert.Equal(lease.Graph.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(lease.Graph.Content.Span)));
        Assert.Equal(128, lease.Plan.SequenceLength); // the space's longest, less than the default 192
        Assert.Equal(0.02, lease.Plan.RelativeMargin);
    }

    [Fact]
    public async Task DownloadGraph_GoesOnFromAnOffset_AlsoAfterARestart()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        Lease lease;
        await using (var agent = await coordinator.ConnectAsync("a"))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
            lease = await agent.NextLeaseAsync();
        }

        await coordinator.RestartAsync();
        var again = SimulatedAgent.Registration("a");
        again.HeldAttemptIds.Add(lease.AttemptId);
        await using var back = await coordinator.ConnectAsync(again);
        var request = new DownloadGraphRequest { Sha256 = lease.Graph.Sha256, OffsetBytes = 100, AttemptId = lease.AttemptId };
        using var call = back.Service.DownloadGraph(request);
        var bytes = new List<byte>();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(100 + bytes.Count, chunk.OffsetBytes);
            bytes.AddRange(chunk.Content);
        }

        Assert.Equal(lease.Graph.Content.ToByteArray()[100..], bytes);
        using var unknown = back.Service.DownloadGraph(new DownloadGraphRequest { Sha256 = "00", AttemptId = lease.AttemptId });
        var e = await Assert.ThrowsAsync<RpcException>(() => unknown.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.NotFound, e.StatusCode);
    }

    [Fact]
    public async Task Lease_NotRenewed_IsHandedToAnotherDevice()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        await using var silent = await coordinator.ConnectAsync(SimulatedAgent.Registration("silent", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lost = await silent.NextLeaseAsync();
        await using var other = await coordinator.ConnectAsync("other");

        for (int second = 0; second < 40; second++)
        {
            await other.HeartbeatAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var lease = await other.NextLeaseAsync();
        Assert.Equal(lost.CandidateId, lease.CandidateId);
        Assert.Equal(2, lease.Attempt);
        Assert.Equal(StatusCode.Unavailable, (await silent.EndAsync()).StatusCode);
    }

    [Fact]
    public async Task Lease_RenewedByHeartbeats_StaysWithItsDevice()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await using var other = await coordinator.ConnectAsync("b");
        await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "b" });
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lease = await agent.NextLeaseAsync();
        await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "b", Undo = true });

        for (int i = 0; i < 12; i++)
        {
            await agent.HeartbeatAsync(lease.AttemptId);
            await WaitUntilSeenAsync(coordinator, "a", clock);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        await agent.AnswerAsync(lease);
        await agent.WaitForAcknowledgementAsync(lease.AttemptId);
        var candidate = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal(1, candidate.AttemptCount);
        Assert.Equal("a", candidate.DeviceName);
    }

    [Fact]
    public async Task AgentThatComesBackWithItsLease_KeepsIt()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        Lease lease;
        await using (var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1)))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
            lease = await agent.NextLeaseAsync();
        }

        var register = SimulatedAgent.Registration("a", capacity: 1);
        register.HeldAttemptIds.Add(lease.AttemptId);
        await using var back = await coordinator.ConnectAsync(register);
        Assert.Empty(back.Registered.DroppedAttemptIds);
        await back.AnswerAsync(lease);
        await back.WaitForAcknowledgementAsync(lease.AttemptId);

        Assert.Equal(1, Assert.Single(await coordinator.CandidatesAsync("s")).AttemptCount);
    }

    [Fact]
    public async Task AgentsThatComeBackWithoutTheirLeases_BlameNoCandidate()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var spec = SmallSpecs.Random("s", count: 1, batch: 1);
        spec.MaxAttempts = 1;
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
            if (attempt == 1)
            {
                await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
            }

            Assert.Equal(attempt, (await agent.NextLeaseAsync()).Attempt);
        }

        await using var last = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await last.AnswerAsync(await last.NextLeaseAsync());
        Assert.Equal(1, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
    }

    [Fact]
    public async Task AgentThatDiesOfACandidate_GetsItAgain_UntilItsAttemptsAreUsedUp()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var register = SimulatedAgent.Registration("a", capacity: 1);
        register.TellsInterruptions = true;
        await using (var first = await coordinator.ConnectAsync(register))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
            register.InterruptedAttemptIds.Add((await first.NextLeaseAsync()).AttemptId);
        }

        for (int attempt = 2; attempt <= 3; attempt++)
        {
            await using var agent = await coordinator.ConnectAsync(register);
            var lease = await agent.NextLeaseAsync();
            Assert.Equal(attempt, lease.Attempt);
            register.InterruptedAttemptIds[0] = lease.AttemptId;
        }

        await using var last = await coordinator.ConnectAsync(register);
        var ended = await coordinator.WaitForEndAsync("s");
        Assert.Equal(StudyState.Completed, ended.State);
        var candidate = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal(CandidateState.Failed, candidate.State);
        Assert.Equal(FailureKind.DeviceLost, candidate.Failure.Kind);
    }

    [Fact]
    public async Task Result_SentTwice_IsAcknowledgedTwice_AndCountsOnce()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lease = await agent.NextLeaseAsync();

        await agent.AnswerAsync(lease);
        await agent.AnswerAsync(lease);
        await agent.WaitForAcknowledgementAsync(lease.AttemptId);
        await agent.WaitForAcknowledgementAsync(lease.AttemptId);

        Assert.Equal(1, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        Assert.Equal(1, (await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = "a" })).MeasuredCount);
    }

    [Fact]
    public async Task LateResultOfAnExpiredAttempt_Counts_AndTheOtherDeviceIsCalledBack()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        Lease lost;
        await using (var slow = await coordinator.ConnectAsync(SimulatedAgent.Registration("slow", capacity: 1)))
        {
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
            lost = await slow.NextLeaseAsync();
        }

        await using var other = await coordinator.ConnectAsync("other");
        for (int second = 0; second < 40; second++)
        {
            await other.HeartbeatAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var second2 = await other.NextLeaseAsync();
        var register = SimulatedAgent.Registration("slow", capacity: 1);
        register.HeldAttemptIds.Add(lost.AttemptId);
        await using var back = await coordinator.ConnectAsync(register);
        await back.AnswerAsync(lost);
        await back.WaitForAcknowledgementAsync(lost.AttemptId);

        Assert.Equal(second2.AttemptId, (await other.NextAsync()).CancelLease.AttemptId);
        var candidate = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal(CandidateState.Measured, candidate.State);
        Assert.Equal("slow", candidate.DeviceName);
    }

    [Fact]
    public async Task ReturnedLease_DoesNotCountAgainstTheCandidate()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        var spec = SmallSpecs.Random("s", count: 1, batch: 1);
        spec.MaxAttempts = 1;
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        var lease = await agent.NextLeaseAsync();
        await agent.SendAsync(new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = lease.AttemptId } });

        var again = await agent.NextLeaseAsync();

        Assert.Equal(lease.CandidateId, again.CandidateId);
        await agent.AnswerAsync(again);
        Assert.Equal(1, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
    }

    [Theory]
    [InlineData(FailureKind.OutOfMemory, 1)]
    [InlineData(FailureKind.TimedOut, 1)]
    [InlineData(FailureKind.RejectedByRuntime, 1)]
    [InlineData(FailureKind.InvalidGraph, 1)]
    [InlineData(FailureKind.Crashed, 3)]
    [InlineData(FailureKind.DeviceError, 3)]
    public async Task Failure_IsFinal_WhenItIsTheCandidatesOwn(FailureKind kind, int attempts)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        _ = agent.WorkAsync(lease => agent.FailAsync(lease, kind));

        var study = await coordinator.WaitForEndAsync("s");

        Assert.Equal(1, study.Targets[0].FailedCount);
        var candidate = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal(kind, candidate.Failure.Kind);
        Assert.Equal(attempts, candidate.AttemptCount);
    }

    [Fact]
    public async Task ResultThatMakesNoSense_IsADeviceErrorAndAcknowledged()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        var spec = SmallSpecs.Random("s", count: 1, batch: 1);
        spec.MaxAttempts = 1;
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        var lease = await agent.NextLeaseAsync();

        await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = lease.AttemptId, Measurement = new Measurement() } });
        await agent.WaitForAcknowledgementAsync(lease.AttemptId);

        await coordinator.WaitForEndAsync("s");
        var candidate = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal(FailureKind.DeviceError, candidate.Failure.Kind);
        Assert.Contains("latency_ms", candidate.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("peak_bytes", candidate.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResultOfAnotherDevicesLease_IsNotTaken()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var holder = await coordinator.ConnectAsync(SimulatedAgent.Registration("holder", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        var lease = await holder.NextLeaseAsync();
        await using var other = await coordinator.ConnectAsync("other");

        await other.AnswerAsync(lease);
        await other.WaitForAcknowledgementAsync(lease.AttemptId); // not wanted: it may forget it

        Assert.Equal(CandidateState.Leased, Assert.Single(await coordinator.CandidatesAsync("s")).State);
        await holder.AnswerAsync(lease);
        Assert.Equal(1, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        Assert.Equal("holder", Assert.Single(await coordinator.CandidatesAsync("s")).DeviceName);
    }

    [Fact]
    public async Task DeviceThatFellSilent_IsNotGivenWhatItLost()
    {
        var clock = new ManualTimeProvider();
        await using var coordinator = await TestCoordinator.StartAsync(clock);
        await using var silent = await coordinator.ConnectAsync(SimulatedAgent.Registration("silent", capacity: 1));
        var spec = SmallSpecs.Random("s", count: 1, batch: 1);
        spec.MaxAttempts = 2;
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        var lease = await silent.NextLeaseAsync();

        for (int second = 0; second < 90; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var waiting = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal((CandidateState.Pending, 1), (waiting.State, waiting.AttemptCount));

        // It was only asleep, and still at it.
        var register = SimulatedAgent.Registration("silent", capacity: 1);
        register.HeldAttemptIds.Add(lease.AttemptId);
        await using var back = await coordinator.ConnectAsync(register);
        await back.AnswerAsync(lease);
        await back.WaitForAcknowledgementAsync(lease.AttemptId);
        var measured = Assert.Single(await coordinator.CandidatesAsync("s"));
        Assert.Equal((CandidateState.Measured, 1), (measured.State, measured.AttemptCount));
    }

    [Fact]
    public async Task DrainedDevice_IsToldAgainWhenItComesBack_AndForgottenOneIsNot()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using (var agent = await coordinator.ConnectAsync("a"))
        {
            await coordinator.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a" });
            Assert.False((await agent.NextAsync()).Drain.Undo);
        }

        await using (var back = await coordinator.ConnectAsync("a"))
        {
            Assert.False((await back.NextAsync()).Drain.Undo);
            await coordinator.Devices.RemoveDeviceAsync(new RemoveDeviceRequest { Name = "a" });
        }

        await using var fresh = await coordinator.ConnectAsync("a");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 1, batch: 1) });
        await fresh.AnswerAsync(await fresh.NextLeaseAsync());
        Assert.Equal(1, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
    }

    [Fact]
    public async Task LongPast_IsReplayedBeforeAgentsAreLetIn()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var held = new TaskCompletionSource<Lease>();
        await using (var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1)))
        {
            int toAnswer = 150;
            _ = agent.WorkAsync(lease =>
            {
                if (toAnswer-- > 0)
                {
                    return agent.AnswerAsync(lease);
                }

                held.SetResult(lease);
                return Task.CompletedTask;
            });
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 151, batch: 1) });
            await held.Task.WaitAsync(4 * Patience); // each is a commit to a disk that may be busy
        }

        var last = await held.Task;

        await coordinator.RestartAsync();
        var register = SimulatedAgent.Registration("a", capacity: 1);
        register.HeldAttemptIds.Add(last.AttemptId);
        await using var back = await coordinator.ConnectAsync(register);

        Assert.Empty(back.Registered.DroppedAttemptIds);
        await back.AnswerAsync(last);
        await coordinator.WaitForEndAsync("s");
        Assert.All(await coordinator.CandidatesAsync("s"), candidate => Assert.Equal(1, candidate.AttemptCount));
    }

    private static Task WaitUntilSeenAsync(TestCoordinator coordinator, string device, ManualTimeProvider clock) => Eventually.TrueAsync(
        "the heartbeat is seen",
        () => coordinator.Devices.GetDevice(new GetDeviceRequest { Name = device }).LastSeenTime.ToDateTimeOffset() == clock.GetUtcNow(),
        Patience);
}
