using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Tests.Coordinator.Studies;

public class StudyServiceTests
{
    [Fact]
    public async Task Study_RunsToItsEnd_AndHasAFrontier()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();

        var created = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Evolutionary("evo") });
        Assert.Equal(StudyState.Running, created.State);
        Assert.Equal(3, created.Spec.Objectives.Count);
        var study = await coordinator.WaitForEndAsync("evo");

        Assert.Equal(StudyState.Completed, study.State);
        var target = Assert.Single(study.Targets);
        Assert.True(target.Finished);
        Assert.Equal(11 + (4 * 8), target.MeasuredCount);
        Assert.Equal(target.ProposedCount, target.ExpectedCount);
        Assert.True(target.Hypervolume > 0);
        Assert.Equal(0, target.RemainingMs);
        var frontier = await coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = created.Id });
        Assert.Equal(target.FrontierCount, frontier.Candidates.Count);
        Assert.All(frontier.Candidates, c => Assert.True(c.OnFrontier && c.Feasible));
        var latencies = frontier.Candidates.Select(c => c.Measurement.Latency.LatencyMs).ToList();
        Assert.Equal(latencies.Order(), latencies);
    }

    [Fact]
    public async Task Candidates_CarrySamples_OnlyWhenAskedFor()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s", count: 3) });
        await coordinator.WaitForEndAsync("s");

        Assert.All(await coordinator.CandidatesAsync("s"), c => Assert.Empty(c.Measurement.Latency.CandidateSamplesMs));
        var full = await coordinator.CandidatesAsync("s", includeSamples: true);
        Assert.Equal([0, 1, 2], full.Select(c => c.Index));
        Assert.All(full, c =>
        {
            Assert.Equal(40, c.Measurement.Latency.CandidateSamplesMs.Count);
            Assert.Equal(40, c.Measurement.Latency.ReferenceSamplesMs.Count);
            Assert.Equal(2.0, c.Measurement.Latency.ReferenceSamplesMs[39]);
            Assert.Equal("Simulated CPU", c.Measurement.Context.CpuModel);
        });
    }

    [Fact]
    public async Task TwoClasses_AreTwoTargets_EachWithItsOwnDevices()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var a = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", "Fast CPU", tags: "lab"));
        await using var b = await coordinator.ConnectAsync(SimulatedAgent.Registration("b", "Slow CPU", tags: "lab"));
        await using var c = await coordinator.ConnectAsync(SimulatedAgent.Registration("c", "Third CPU"));
        _ = a.WorkAsync();
        _ = b.WorkAsync();
        var spec = SmallSpecs.Random("s");
        spec.Devices.Add("tag:lab");

        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        var study = await coordinator.WaitForEndAsync("s");

        Assert.Equal(2, study.Targets.Count);
        Assert.All(study.Targets, t => Assert.Equal(12, t.MeasuredCount));
        Assert.Equal(["a", "b"], study.Targets.SelectMany(t => t.DeviceNames).Order());
        var frontier = await coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = "s", Devices = { "name:b" } });
        Assert.Single(frontier.Candidates.Select(x => x.DeviceClass).Distinct());
        Assert.All(frontier.Candidates, x => Assert.Equal("b", x.DeviceName));
    }

    [Fact]
    public async Task Watch_GivesASnapshotAtOnce_ThenChanges_ThenEnds()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        using var watch = coordinator.Studies.WatchStudy(new WatchStudyRequest { StudyId = "s" });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StudyState.Running, watch.ResponseStream.Current.Study.State);
        _ = agent.WorkAsync();

        var latest = new Dictionary<string, Candidate>();
        Study last = watch.ResponseStream.Current.Study;
        await foreach (var update in watch.ResponseStream.ReadAllAsync())
        {
            last = update.Study;
            foreach (var candidate in update.ChangedCandidates)
            {
                latest[candidate.Id] = candidate;
            }
        }

        Assert.Equal(StudyState.Completed, last.State);
        Assert.Equal(12, latest.Count);
        Assert.All(latest.Values, c =>
        {
            Assert.Equal(CandidateState.Measured, c.State);
            Assert.Empty(c.Measurement.Latency.CandidateSamplesMs);
        });
    }

    [Fact]
    public async Task Watch_OfAnEndedStudy_GivesOneSnapshot()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        _ = agent.WorkAsync();
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        await coordinator.WaitForEndAsync("s");

        using var watch = coordinator.Studies.WatchStudy(new WatchStudyRequest { StudyId = "s" });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(12, watch.ResponseStream.Current.Study.Targets[0].MeasuredCount);
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task CancelledStudy_CallsItsLeasesBack_AndResumesWhereItStopped()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a", capacity: 1));
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });
        var first = await agent.NextLeaseAsync();
        await agent.AnswerAsync(first);
        await agent.WaitForAcknowledgementAsync(first.AttemptId);

        var cancelled = await coordinator.Studies.CancelStudyAsync(new CancelStudyRequest { StudyId = "s" });

        Assert.Equal(StudyState.Cancelled, cancelled.State);
        Assert.NotNull(cancelled.EndTime);
        Assert.Equal(1, cancelled.Targets[0].MeasuredCount);
        var candidates = await coordinator.CandidatesAsync("s");
        Assert.Equal(3, candidates.Count(c => c.State == CandidateState.Cancelled));

        _ = agent.WorkAsync();
        Assert.Equal(StudyState.Running, (await coordinator.Studies.ResumeStudyAsync(new ResumeStudyRequest { StudyId = "s" })).State);
        var done = await coordinator.WaitForEndAsync("s");
        Assert.Equal(StudyState.Completed, done.State);
        Assert.Equal(12, done.Targets[0].MeasuredCount);
        Assert.Equal(1, (await coordinator.CandidatesAsync("s"))[0].AttemptCount); // not measured again

        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.ResumeStudyAsync(new ResumeStudyRequest { StudyId = "s" }).ResponseAsync);
        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
    }

    [Fact]
    public async Task BadStudy_IsRefused_WithEveryErrorAtOnce()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        var spec = new StudySpec
        {
            Name = "Not a name!",
            Space = new SearchSpaceSpec { Preset = "gpt5", LayerCount = new IntRange { Min = 5, Max = 2 } },
            Random = new RandomSearch { Count = -1 },
            Objectives = { new Objective { Metric = (Metric)99 } },
            Constraints = { new Constraint { Metric = Metric.LatencyMs, Min = 9, Max = 1 } },
            Devices = { "colour:red" },
            Plan = new MeasurementPlan { SequenceLength = 100_000, RelativeMargin = 2, MemoryRuns = 1 },
            MaxAttempts = -1,
            Priority = 5_000,
            MaxCandidates = -3,
        };

        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec }).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.All(
            [
                "name", "space.preset", "space.layer_count", "count", "objectives[0]", "latency_ms", "colour:red", "plan.sequence_length",
                "plan.relative_margin", "plan.memory_runs", "max_attempts", "priority", "max_candidates",
            ],
            field => Assert.Contains(field, e.Status.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StudyForUnknownDevices_IsRefused()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var none = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") }).ResponseAsync);
        await using var agent = await coordinator.ConnectAsync("a");
        var spec = SmallSpecs.Random("s");
        spec.Devices.AddRange(["a", "tag:nobody"]);
        var wrong = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec }).ResponseAsync);

        Assert.Equal(StatusCode.FailedPrecondition, none.StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, wrong.StatusCode);
        Assert.Contains("tag:nobody", wrong.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreUnique_AndMadeWhenMissing()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") });

        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("s") }).ResponseAsync);
        var made = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("") });

        Assert.Equal(StatusCode.AlreadyExists, e.StatusCode);
        Assert.Equal($"gpt2-quickstart-{made.Id}", made.Name);
        Assert.Equal(2, (await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies.Count);
        var unknown = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.GetStudyAsync(new GetStudyRequest { StudyId = "nothing" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task ValidateOnly_CreatesNothing()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("a");

        var study = await coordinator.Studies.CreateStudyAsync(
            new CreateStudyRequest { Spec = SmallSpecs.Random("s"), ValidateOnly = true });

        Assert.Equal(128, study.Spec.Plan.SequenceLength);
        Assert.Single(study.Targets);
        Assert.Empty((await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest())).Studies);
    }
}
