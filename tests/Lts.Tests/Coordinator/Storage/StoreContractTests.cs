using Lts.Coordinator.Storage;
using Lts.Coordinator.Trainings;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Domain.Trainings;
using Lts.Tests.Coordinator.Trainings;

namespace Lts.Tests.Coordinator.Storage;

/// <summary>What every store does, whatever it keeps its rows in. A new one derives from this.</summary>
public abstract class StoreContractTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task EverythingWritten_IsThere_AfterReopening()
    {
        await using (var store = await OpenStoreAsync())
        {
            await FillAsync(store);
        }

        await using var again = await OpenStoreAsync();
        await AssertFilledAsync(again);
    }

    [Fact]
    public async Task EverythingAcknowledged_IsThere_AfterAKill()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);
        await SaveAsync(store, TrainingSamples.Waiting("a"), TrainingSamples.Completed("a"));

        await using var again = await OpenAsAfterKillAsync();

        await AssertFilledAsync(again);
        await AssertTrainingsAsync([TrainingSamples.Completed("a")], again);
    }

    [Fact]
    public async Task EmptyStore_HasNothing()
    {
        await using var store = await OpenStoreAsync();

        Assert.Empty(await store.ReadStudiesAsync(Never));
        Assert.Empty(await store.ReadTargetsAsync("s1", Never));
        Assert.Empty(await CandidatesAsync(store));
        Assert.Empty(await store.ReadAttemptsAsync("s1", Never).ToListAsync());
        Assert.Empty(await store.ReadDevicesAsync(Never));
        Assert.Empty(await store.ReadDeviceCountsAsync(Never));
        Assert.Empty(await store.ReadTrainingsAsync(Never).ToListAsync());
    }

    [Fact]
    public async Task LaterOutcome_StandsBesideTheFirst_UntilItReplacesIt_AndWhatWasToldIsKept()
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0)]);
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 0));
        await store.EndAttemptAsync(StoreSamples.End("s1", 0, StoreSamples.Measurement(5)));
        var second = StoreSamples.Attempt("s1", 0, number: 2) with { DeviceName = "pi5", IsRecheck = true };
        await store.AddAttemptAsync(second);

        await store.EndAttemptAsync(
            new AttemptEnd(second.Id, AttemptState.Done, StoreSamples.Time, "pi5", Outcome: StoreSamples.Measurement(7), IsRecheck: true));

        var first = Assert.Single(await CandidatesAsync(store));
        Assert.Equal((5, "pi4", CandidateCheck.None, 1), (first.Measurement!.Latency.LatencyMs, first.DeviceName, first.Check, first.AttemptCount));
        Assert.Equal([false, true], (await store.ReadAttemptsAsync("s1", Never).ToListAsync()).Select(a => a.IsRecheck));
        var recheck = Assert.Single(await store.ReadRechecksAsync("s1", Never).ToListAsync());
        Assert.Equal((2, "pi5"), (recheck.Attempt, recheck.DeviceName));

        await store.SaveDeviceAsync(StoreSamples.Device("pi4"));
        await store.SaveDeviceAsync(StoreSamples.Device("pi5"));
        await store.EndCheckAsync(
            new CheckEnd(first.Key, CandidateCheck.Corrected) { Attempt = 2, WasTold = true, Unsteady = ["pi4"], Confirmed = ["pi5", "removed"] });

        var corrected = Assert.Single(await CandidatesAsync(store, includeSamples: true));
        Assert.Equal((7, "pi5", CandidateCheck.Corrected), (corrected.Measurement!.Latency.LatencyMs, corrected.DeviceName, corrected.Check));
        Assert.Equal(StoreSamples.Measurement(7).Latency.CandidateSamplesMs.ToArray(), corrected.Measurement.Latency.CandidateSamplesMs.ToArray());
        var told = Assert.Single(await store.ReadToldAsync("s1", Never).ToListAsync());
        Assert.Equal(5, ((CandidateMeasurement)told.Outcome).Latency.LatencyMs);
        Assert.Equal(
            [new StandingRow("pi4", 0, 1, null), new StandingRow("pi5", 1, 0, null)], await store.ReadStandingsAsync(Never));
    }

    [Fact]
    public async Task Quarantine_IsKept_UntilItsEnd_OrTheDevices()
    {
        await using var store = await OpenStoreAsync();
        var quarantine = new Quarantine(StoreSamples.Time, "It lies.");
        await store.SaveQuarantineAsync("a", quarantine);
        await store.SaveQuarantineAsync("b", quarantine);
        Assert.Equal([new StandingRow("a", 0, 0, quarantine), new StandingRow("b", 0, 0, quarantine)], await store.ReadStandingsAsync(Never));

        await store.SaveQuarantineAsync("a", null);
        await store.RemoveDeviceAsync("b");

        Assert.Empty(await store.ReadStandingsAsync(Never));
    }

    [Fact]
    public async Task Outcome_ComesBackWhole_WithSamplesOnDemand()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);
        var expected = StoreSamples.Measurement(5);

        var without = Assert.IsType<CandidateMeasurement>((await CandidatesAsync(store))[0].Outcome);
        var with = Assert.IsType<CandidateMeasurement>((await CandidatesAsync(store, includeSamples: true))[0].Outcome);

        Assert.Equal(expected.WithoutSamples().Context, without.Context);
        Assert.Equal(expected.Memory, without.Memory);
        Assert.Equal(expected.Verdict, without.Verdict);
        Assert.Empty(without.Latency.CandidateSamplesMs);
        Assert.Equal(expected.Latency.CandidateSamplesMs, with.Latency.CandidateSamplesMs.AsEnumerable());
        Assert.Equal(expected.Latency.ReferenceSamplesMs, with.Latency.ReferenceSamplesMs.AsEnumerable());
    }

    [Fact]
    public async Task FirstOutcome_IsKept()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);

        await store.EndAttemptAsync(StoreSamples.End("s1", 0, StoreSamples.Measurement(77)));

        Assert.Equal(5, Assert.IsType<CandidateMeasurement>((await CandidatesAsync(store))[0].Outcome).Latency.LatencyMs);
    }

    [Fact]
    public async Task TakenName_IsNamed_AndDoesNotFailItsNeighbours()
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1", "same"), []);

        var clash = store.CreateStudyAsync(StoreSamples.Study("s2", "same"), []);
        var neighbour = store.CreateStudyAsync(StoreSamples.Study("s3"), []);

        await Assert.ThrowsAsync<NameTakenException>(() => clash);
        await neighbour;
        Assert.Equal(["s1", "s3"], (await store.ReadStudiesAsync(Never)).Select(s => s.Id));
    }

    [Fact]
    public async Task Generation_IsStoredWholeOrNotAtAll()
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 1)]);

        await Assert.ThrowsAnyAsync<Exception>(
            () => store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0), StoreSamples.Candidate("s1", 1)]));

        Assert.Equal(1, Assert.Single(await CandidatesAsync(store)).Key.Index);
    }

    [Fact]
    public async Task EndOfAStudy_ReturnsItsActiveAttempts()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);
        Assert.Equal(CandidateState.Leased, (await CandidatesAsync(store))[^1].State);

        await store.ChangeStudyAsync(new StudyEnd("s1", StudyState.Cancelled, StoreSamples.Time, null, ["{}"]));

        Assert.Equal(AttemptState.Returned, (await store.ReadAttemptsAsync("s1", Never).ToListAsync())[^1].State);
        Assert.Equal(CandidateState.Cancelled, (await CandidatesAsync(store))[^1].State);
        Assert.Equal("{}", Assert.Single(await store.ReadTargetsAsync("s1", Never)).Summary);
    }

    [Fact]
    public async Task ManyWritersAtOnce_AllSucceed()
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([.. Enumerable.Range(0, 500).Select(i => StoreSamples.Candidate("s1", i))]);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async i =>
        {
            await store.AddAttemptAsync(StoreSamples.Attempt("s1", i));
            await store.EndAttemptAsync(StoreSamples.End("s1", i, StoreSamples.Measurement(i + 1)));
        }));

        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => (double)i),
            (await CandidatesAsync(store)).Select(c => ((CandidateMeasurement)c.Outcome!).Latency.LatencyMs));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyCandidates_ComeEachOnce_ByTargetAndIndex_WhoeverWritesMeanwhile(bool includeSamples)
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1"), StoreSamples.Target("s1") with { Ordinal = 1 }]);
        await store.CreateStudyAsync(StoreSamples.Study("s2"), [StoreSamples.Target("s2")]);
        var keys = Enumerable.Range(0, 750).Select(i => new CandidateKey("s1", 0, i))
            .Concat(Enumerable.Range(0, 750).Select(i => new CandidateKey("s1", 1, i)))
            .ToList();
        await store.AddCandidatesAsync([.. keys.AsEnumerable().Reverse().Select(key => StoreSamples.Candidate("s1", key.Index) with { Key = key })]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s2", 0)]);

        var read = new List<CandidateKey>();
        await foreach (var candidate in store.ReadCandidatesAsync("s1", includeSamples, Never))
        {
            read.Add(candidate.Key);
            if (read.Count == 1)
            {
                await store.SaveDeviceAsync(StoreSamples.Device("pi4")); // the reader does not hold the writer up
            }
        }

        Assert.Equal(keys, read);
    }

    [Fact]
    public async Task SomeCandidates_AreReadAlone()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0) with { Key = new CandidateKey("s1", 1, 0) }]);

        Assert.Equal([1, 2], (await store.ReadCandidatesAsync(new CandidateKey("s1", 0, 1), includeSamples: false, Never).ToListAsync()).Select(c => c.Index));
        Assert.Empty(await store.ReadCandidatesAsync(new CandidateKey("s1", 0, 3), includeSamples: true, Never).ToListAsync());
        CandidateKey[] keys = [new("s1", 0, 2), new("s1", 0, 9), new("s1", 0, 0), new("s1", 1, 0)];
        var some = await store.ReadCandidatesAsync(keys, Never);
        Assert.Equal([keys[0], keys[2], keys[3]], some.Select(c => c.Key));
        Assert.Equal([CandidateState.Leased, CandidateState.Measured, CandidateState.Pending], some.Select(c => c.State));
        Assert.Equal([1, 1, 0], some.Select(c => c.AttemptCount));
    }

    [Fact]
    public async Task MeasuredCandidates_AreReadForJudging()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);

        var measured = Assert.Single(await store.ReadMeasuredAsync("s1", Never).ToListAsync());

        Assert.Equal((new CandidateKey("s1", 0, 0), StoreSamples.Candidate("s1", 0).Architecture), (measured.Key, measured.Architecture));
        Assert.Equal(5, measured.Values[Metrics.LatencyMs]);
    }

    [Fact]
    public async Task ManyAttempts_ComeEachOnce_ByTargetIndexAndNumber()
    {
        await using var store = await OpenStoreAsync();
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1"), StoreSamples.Target("s1") with { Ordinal = 1 }]);
        CandidateKey[] candidates = [new("s1", 0, 0), new("s1", 0, 1), new("s1", 1, 0)];
        await store.AddCandidatesAsync([.. candidates.Select(key => StoreSamples.Candidate("s1", key.Index) with { Key = key })]);
        var ids = candidates.SelectMany(key => Enumerable.Range(1, 1500).Select(number => new AttemptId(key, number))).ToList();

        await Task.WhenAll(ids.AsEnumerable().Reverse().Select(id => store.AddAttemptAsync(StoreSamples.Attempt("s1", 0) with { Id = id })));

        Assert.Equal(ids, await store.ReadAttemptsAsync("s1", Never).Select(a => a.Id).ToListAsync());
    }

    [Fact]
    public async Task ManyTrainings_ComeEachOnce_OldestFirst_AlsoOfOneMoment()
    {
        await using var store = await OpenStoreAsync();
        var trainings = Enumerable.Range(0, 350)
            .Select(i => TrainingSamples.Waiting($"t{i:000}") with { CreateTime = TrainingSamples.Time.AddSeconds(i / 120) })
            .ToList();

        await Task.WhenAll(trainings.AsEnumerable().Reverse().Select(t => store.SaveTrainingAsync(TrainingCodec.ToRow(t))));

        Assert.Equal(trainings.Select(t => t.Id), await store.ReadTrainingsAsync(Never).Select(t => t.Id).ToListAsync());
    }

    [Fact]
    public async Task Reading_EndsWhenItIsCancelled()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadStudiesAsync(stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.ReadCandidatesAsync("s1", includeSamples: false, stop.Token).ToListAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.ReadAttemptsAsync("s1", stop.Token).ToListAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.ReadTrainingsAsync(stop.Token).ToListAsync());
    }

    [Fact]
    public async Task Device_IsReplacedAndForgotten_AndItsCountsStay()
    {
        await using var store = await OpenStoreAsync();
        await FillAsync(store);

        await store.SaveDeviceAsync(StoreSamples.Device("pi4") with { Draining = false, Approved = false });
        var stored = Assert.Single(await store.ReadDevicesAsync(Never));
        Assert.False(stored.Draining);
        Assert.False(stored.Approved);
        await store.RemoveDeviceAsync("pi4");

        Assert.Empty(await store.ReadDevicesAsync(Never));
        Assert.Equal(new DeviceCounts(2, 0), (await store.ReadDeviceCountsAsync(Never))["pi4"]);
    }

    [Fact]
    public async Task Trainings_ComeBackWhole_OldestFirst()
    {
        Training[] trainings =
        [
            TrainingSamples.Completed("a"),
            TrainingSamples.Waiting("b") with { StudyId = "", State = TrainingState.Failed, FailureMessage = "diverged", EndTime = TrainingSamples.Time },
            TrainingSamples.Waiting("c") with { State = TrainingState.Running, CreateTime = TrainingSamples.Time.AddSeconds(-1) },
        ];
        await using (var store = await OpenStoreAsync())
        {
            await SaveAsync(store, trainings);
        }

        await using var again = await OpenStoreAsync();

        await AssertTrainingsAsync([trainings[2], trainings[0], trainings[1]], again);
    }

    [Fact]
    public async Task FiguresThatAreNoNumbers_ComeBack()
    {
        var training = TrainingSamples.Completed("a") with
        {
            Result = TrainingSamples.Result(double.PositiveInfinity) with { TrainLoss = double.NaN },
        };
        await using var store = await OpenStoreAsync();

        await SaveAsync(store, training);

        await AssertTrainingsAsync([training], store);
    }

    /// <summary>Opens the test's store; again after it was closed.</summary>
    private protected abstract Task<IStore> OpenStoreAsync();

    /// <summary>Opens what would be left if the program were killed at this moment, while its store is open.</summary>
    private protected abstract Task<IStore> OpenAsAfterKillAsync();

    private protected static async Task FillAsync(IStore store)
    {
        await store.CreateStudyAsync(StoreSamples.Study("s1"), [StoreSamples.Target("s1")]);
        await store.AddCandidatesAsync([StoreSamples.Candidate("s1", 0), StoreSamples.Candidate("s1", 1), StoreSamples.Candidate("s1", 2)]);
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 0));
        await store.EndAttemptAsync(StoreSamples.End("s1", 0, StoreSamples.Measurement(5)));
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 1));
        var failure = new MeasurementFailure { Kind = FailureKind.OutOfMemory, Message = "too big", ExitCode = 137 };
        await store.EndAttemptAsync(StoreSamples.End("s1", 1, failure));
        await store.AddAttemptAsync(StoreSamples.Attempt("s1", 2));
        await store.SaveDeviceAsync(StoreSamples.Device("pi4"));
    }

    private protected static async Task SaveAsync(IStore store, params Training[] trainings)
    {
        foreach (var training in trainings)
        {
            await store.SaveTrainingAsync(TrainingCodec.ToRow(training));
        }
    }

    private protected static async Task AssertTrainingsAsync(IReadOnlyList<Training> expected, IStore store)
    {
        var actual = (await store.ReadTrainingsAsync(Never).ToListAsync()).Select(TrainingCodec.Read).ToList();
        Assert.Equal(expected.Select(Scalars), actual.Select(Scalars));
        Assert.Equal(expected.SelectMany(t => t.Files), actual.SelectMany(t => t.Files));
        Assert.Equal(expected.SelectMany(t => t.Spec.Corpora), actual.SelectMany(t => t.Spec.Corpora));
    }

    private protected static async Task<IReadOnlyList<Candidate>> CandidatesAsync(IStore store, bool includeSamples = false) =>
        await store.ReadCandidatesAsync("s1", includeSamples, Never).ToListAsync();

    private static async Task AssertFilledAsync(IStore store)
    {
        Assert.Equal(StoreSamples.Study("s1"), Assert.Single(await store.ReadStudiesAsync(Never)));
        Assert.Equal(StoreSamples.Target("s1"), Assert.Single(await store.ReadTargetsAsync("s1", Never)));
        var candidates = await CandidatesAsync(store);
        Assert.Equal([CandidateState.Measured, CandidateState.Failed, CandidateState.Leased], candidates.Select(c => c.State));
        Assert.Equal(StoreSamples.Candidate("s1", 2).Architecture, candidates[2].Architecture);
        Assert.Equal(["gpt2_a", "gpt2_b"], candidates[2].ParentIds.AsEnumerable());
        var failure = Assert.IsType<MeasurementFailure>(candidates[1].Outcome);
        Assert.Equal((FailureKind.OutOfMemory, "too big", 137), (failure.Kind, failure.Message, failure.ExitCode));
        Assert.Equal(
            [AttemptState.Done, AttemptState.Done, AttemptState.Active], (await store.ReadAttemptsAsync("s1", Never).ToListAsync()).Select(a => a.State));
        Assert.True(Assert.Single(await store.ReadDevicesAsync(Never)).Draining);
        Assert.Equal(new DeviceCounts(2, 0), (await store.ReadDeviceCountsAsync(Never))["pi4"]);
    }

    /// <summary>Immutable arrays compare by reference; they are compared apart.</summary>
    private static Training Scalars(Training training) => training with { Files = [], Spec = training.Spec with { Corpora = [] } };
}
