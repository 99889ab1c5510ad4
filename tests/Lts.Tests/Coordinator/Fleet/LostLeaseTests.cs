using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>What the loss of a lease says of its candidate, and when a lease is lost at all.</summary>
public sealed class LostLeaseTests : FleetTests
{
    [Fact]
    public async Task SilentDevice_LosesItsLease_AfterTheTimeout_WithoutBlame()
    {
        var owner = new RecordingOwner();
        var job = FleetSamples.Job(FleetSamples.Target(maxAttempts: 1, owner: owner), 0);
        Dispatcher.Enqueue([job]);
        var session = await ConnectAsync("a");
        string attempt = TakeLease(session);
        Registry.Progress(session, attempt);

        Clock.Advance(Options.LeaseTimeout - TimeSpan.FromSeconds(1));
        Registry.Check();
        Assert.Single(State.Leases.All);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Registry.Check();

        Assert.Empty(State.Leases.All);
        Assert.Empty(owner.Outcomes);
        Assert.Equal(["a"], job.Suspects);
        Assert.Equal(AttemptState.Returned, Assert.Single(Store.Ends).State);
        var back = await Registry.RegisterAsync(FleetSamples.Registration("a", held: attempt), AgentOrigin.ThisMachine);
        Assert.Empty(back.DroppedAttemptIds);
        Assert.Empty(job.Suspects);
        Assert.Equal(0, job.FailureCount);
    }

    [Fact]
    public async Task CandidateThatSilencesOneDeviceAfterAnother_HasFailed()
    {
        var owner = new RecordingOwner();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(maxAttempts: 2, owner: owner), 0)]);
        foreach (string device in new[] { "a", "b" })
        {
            Assert.Empty(owner.Outcomes);
            var session = await ConnectAsync(device);
            Registry.Progress(session, TakeLease(session));
            Clock.Advance(Options.LeaseTimeout);
            Registry.Check();
        }

        var (_, outcome, last) = Assert.Single(owner.Outcomes);
        Assert.Equal(FailureKind.DeviceLost, Assert.IsType<MeasurementFailure>(outcome).Kind);
        Assert.Equal("b", last);
    }

    [Fact]
    public async Task SilenceOfDevicesThatOnlyHeldTheCandidate_SaysNothingOfIt()
    {
        var owner = new RecordingOwner();
        var job = FleetSamples.Job(FleetSamples.Target(maxAttempts: 1, owner: owner), 0);
        Dispatcher.Enqueue([job]);
        foreach (string device in new[] { "a", "b", "c" })
        {
            TakeLease(await ConnectAsync(device));
            Clock.Advance(Options.LeaseTimeout);
            Registry.Check();
        }

        Assert.Empty(owner.Outcomes);
        Assert.Empty(job.Suspects);
        Assert.Equal(0, job.FailureCount);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task WallClockThatJumps_TakesNoLease(int seconds)
    {
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        TakeLease(await ConnectAsync("a"));

        Clock.SetWallClock(TimeSpan.FromSeconds(seconds));
        Registry.Check();
        Clock.Advance(Options.LeaseTimeout - TimeSpan.FromSeconds(1));
        Registry.Check();

        Assert.Single(State.Leases.All);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Registry.Check();
        Assert.Empty(State.Leases.All);
    }

    [Fact]
    public async Task HeartbeatsWithoutHeadway_DoNotHoldALeaseForEver()
    {
        var job = FleetSamples.Job(FleetSamples.Target(maxAttempts: 1), 0);
        Dispatcher.Enqueue([job]);
        var hung = await ConnectAsync("hung");
        string attempt = TakeLease(hung);
        var limit = AttemptRules.LongestStall(isIdle: true, job.Target.Plan.TimeLimit, Options.LeaseTimeout);
        for (var waited = TimeSpan.Zero; waited < limit; waited += TimeSpan.FromSeconds(5))
        {
            Assert.Single(State.Leases.All);
            Registry.Heartbeat(hung, [attempt], runningAttemptId: "");
            Clock.Advance(TimeSpan.FromSeconds(5));
            Registry.Check();
        }

        Assert.Empty(State.Leases.All);
        Assert.True(hung.Commands.TryRead(out var command));
        Assert.Equal(attempt, Assert.IsType<AgentCommand.CancelLease>(command).Attempt.ToString());
        Assert.Equal(0, job.FailureCount);
        Assert.Equal("s.0.0.2", NameOf(TakeLease(await ConnectAsync("other"))));
    }

    [Fact]
    public async Task FeignedHeadway_DoesNotHoldALeaseForEver()
    {
        var job = FleetSamples.Job(FleetSamples.Target(), 0);
        Dispatcher.Enqueue([job]);
        var hung = await ConnectAsync("hung");
        string attempt = TakeLease(hung);
        var ceiling = AttemptRules.Ceiling(TimeSpan.Zero, job.Target.Plan.TimeLimit, Options.LeaseTimeout);
        for (var waited = TimeSpan.Zero; waited < ceiling; waited += TimeSpan.FromSeconds(5))
        {
            Assert.Single(State.Leases.All);
            Registry.Progress(hung, attempt);
            Clock.Advance(TimeSpan.FromSeconds(5));
            Registry.Check();
        }

        Assert.Empty(State.Leases.All);
    }

    [Fact]
    public async Task AfterAPauseOfTheCoordinator_AgentsHaveTheTimeToBeHeard()
    {
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        TakeLease(await ConnectAsync("a"));

        Clock.Advance(TimeSpan.FromHours(1)); // SIGSTOP: nobody was listening
        Registry.Forgive(TimeSpan.FromHours(1));
        Registry.Check();
        Assert.Single(State.Leases.All);
        Clock.Advance(Options.LeaseTimeout + Options.ReconnectGrace);
        Registry.Check();

        Assert.Empty(State.Leases.All);
    }

    [Fact]
    public async Task AgentThatDiedMeasuring_SaysSo_AndItCountsOnce()
    {
        var job = FleetSamples.Job(FleetSamples.Target(), 0);
        Dispatcher.Enqueue([job]);
        string attempt = TakeLease(await ConnectAsync("a"));
        var confession = FleetSamples.Registration("a") with { TellsInterruptions = true, InterruptedAttemptIds = [attempt] };

        await Registry.RegisterAsync(confession, AgentOrigin.ThisMachine);
        await Registry.RegisterAsync(confession, AgentOrigin.ThisMachine);

        Assert.Equal(1, job.FailureCount);
        Assert.Equal(AttemptState.Lost, Store.Ends[0].State);
    }

    [Fact]
    public async Task OlderAgent_ThatComesBackWithoutWhatItMeasured_DiedOfIt()
    {
        var job = FleetSamples.Job(FleetSamples.Target(), 0);
        Dispatcher.Enqueue([job]);
        var session = await ConnectAsync("a");
        Registry.Progress(session, TakeLease(session));

        await ConnectAsync("a");

        Assert.Equal(1, job.FailureCount);
    }

    [Fact]
    public async Task RestoredLease_IsRenewedByItsDevice_AndNobodysFaultWhenTheAgentIsWithoutIt()
    {
        var target = FleetSamples.Target();
        var held = Restored(target, 0);
        var forgotten = Restored(target, 1);

        await Registry.RegisterAsync(FleetSamples.Registration("a", held: held.Last!.Attempt.ToString()), AgentOrigin.ThisMachine);

        Assert.Equal(held.Last.Attempt, Assert.Single(State.Leases.All).Attempt);
        Assert.Equal(0, forgotten.FailureCount);
        lock (State.Gate)
        {
            Assert.Equal(1, State.QueueOfNeedsLock("class").Count);
        }
    }

    [Fact]
    public void RestoredLease_WaitsForItsAgentToFindBack()
    {
        Restored(FleetSamples.Target(), 0);

        Clock.Advance(Options.LeaseTimeout + Options.ReconnectGrace - TimeSpan.FromSeconds(1));
        Registry.Check();
        Assert.Single(State.Leases.All);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Registry.Check();

        Assert.Empty(State.Leases.All);
    }

    private LeaseJob Restored(LeaseTarget target, int index)
    {
        var job = FleetSamples.Job(target, index);
        job.HandTo("a", "nonce");
        Dispatcher.Restore(job);
        return job;
    }

    [Fact]
    public async Task LeaseLostWhileAnOutcomeIsBeingWritten_DoesNotComeBackAfterIt()
    {
        var owner = new RecordingOwner();
        var job = FleetSamples.Job(FleetSamples.Target(owner: owner), 0);
        Dispatcher.Enqueue([job]);
        string late = TakeLease(await ConnectAsync("a"));
        Clock.Advance(Options.LeaseTimeout);
        Registry.Check(); // a is silent
        var b = await ConnectAsync("b");
        TakeLease(b);
        await Registry.RegisterAsync(FleetSamples.Registration("a", held: late), AgentOrigin.ThisMachine);
        var gate = Store.Hold();
        var accepting = Dispatcher.AcceptResultAsync("a", late, FleetSamples.Measurement());

        var returning = Registry.RegisterAsync(FleetSamples.Registration("b"), AgentOrigin.ThisMachine); // without its lease
        gate.SetResult();
        await accepting;
        await returning;

        Assert.Single(owner.Outcomes);
        Assert.Empty(State.Leases.All);
        lock (State.Gate)
        {
            Assert.Equal(0, State.QueueOfNeedsLock("class").Count);
        }
    }

    [Fact]
    public async Task DeviceThatIsHeardAndNamesItsLeaseNoMore_IsNoSuspicion()
    {
        var job = FleetSamples.Job(FleetSamples.Target(), 0);
        Dispatcher.Enqueue([job]);
        var session = await ConnectAsync("a");
        Registry.Progress(session, TakeLease(session));
        for (var waited = TimeSpan.Zero; waited < Options.LeaseTimeout; waited += TimeSpan.FromSeconds(5))
        {
            Registry.Heartbeat(session, [], null);
            Clock.Advance(TimeSpan.FromSeconds(5));
            Registry.Check();
        }

        Assert.Equal("s.0.0.2", NameOf(TakeLease(session)));
        Assert.Empty(job.Suspects);
    }

    [Fact]
    public async Task OneCrashAndOneSilence_AreNotEnough()
    {
        var owner = new RecordingOwner();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(maxAttempts: 2, owner: owner), 0)]);
        var session = await ConnectAsync("a");
        await Dispatcher.AcceptResultAsync("a", TakeLease(session), FleetSamples.Failure(FailureKind.Crashed));
        Registry.Progress(session, TakeLease(session));

        Clock.Advance(Options.LeaseTimeout);
        Registry.Check();

        Assert.Empty(owner.Outcomes);
    }

    [Fact]
    public async Task RestoredLease_HasACeiling_WhateverItsDeviceFeigns()
    {
        var job = Restored(FleetSamples.Target(), 0);
        string attempt = job.Last!.Attempt.ToString();
        var start = await Registry.RegisterAsync(FleetSamples.Registration("a", held: attempt), AgentOrigin.ThisMachine);

        for (int minute = 0; minute < 60 && State.Leases.All.Count > 0; minute++)
        {
            for (int beat = 0; beat < 6; beat++)
            {
                Registry.Progress(start.Session, attempt);
                Clock.Advance(TimeSpan.FromSeconds(10));
                Registry.Check();
            }
        }

        Assert.Equal(0, job.FailureCount);
        Assert.NotEqual(attempt, State.Leases.All.SingleOrDefault()?.Attempt.ToString());
    }
}
