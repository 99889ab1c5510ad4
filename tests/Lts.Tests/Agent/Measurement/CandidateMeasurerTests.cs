using Lts.Agent.Measurement;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Onnx;
using Lts.Onnx.Emission;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Measurement;

/// <summary>Measurements by real children on the real ONNX Runtime.</summary>
public sealed class CandidateMeasurerTests(MeasurerFixture fixture) : IClassFixture<MeasurerFixture>
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public async Task Candidate_HasLatencyMemoryAndContext()
    {
        var measurement = await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny());

        var latency = measurement.Latency;
        Assert.InRange(latency.LatencyMs, latency.LowMs, latency.HighMs);
        Assert.Equal(latency.Ratio * latency.ReferenceMs, latency.LatencyMs, 12);
        Assert.InRange(latency.Rounds, MeasurerFixture.Plan.MinRounds, MeasurerFixture.Plan.MaxRounds);
        Assert.Equal(latency.Rounds, latency.CandidateSamplesMs.Length);
        Assert.Equal(latency.Rounds, latency.ReferenceSamplesMs.Length);
        Assert.All(latency.CandidateSamplesMs, s => Assert.True(s > 0));

        Assert.InRange(measurement.Memory.BaselineBytes, Mebibyte, measurement.Memory.PeakBytes);
        Assert.True(measurement.Memory.SessionPeakBytes >= measurement.Memory.BaselineBytes);
        Assert.True(measurement.Memory.ArenaPeakBytes > 0);

        var context = measurement.Context;
        Assert.Equal(fixture.Facts.Fingerprint, context.DeviceFingerprint);
        Assert.Equal(fixture.Facts.OnnxRuntimeVersion, context.OnnxRuntimeVersion);
        Assert.Equal(ReferenceGraph.Sha256, context.ReferenceGraphSha256);
        Assert.Equal((1, 1L, "cpu"), (context.Threads, context.PoolSeed, context.Provider));
        Assert.True(context.EndTime > context.StartTime);
        Assert.True(context is { SessionCreateMs: > 0, RunMs: > 0, OverheadMs: > 0 });
    }

    [Fact]
    public async Task GraphWithAnEmptyPast_IsMeasured() =>
        await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny(new GraphOptions { WithPast = true }));

    [Fact]
    public async Task TwoThreads_AreUsed_AndRecorded()
    {
        using var measurer = fixture.Measurer(threads: 2);
        var outcome = await measurer.MeasureAsync(Graphs.Tiny(), MeasurerFixture.Plan, null, CancellationToken.None);
        Assert.Equal(2, Assert.IsType<CandidateMeasurement>(outcome).Context.Threads);
    }

    [LinuxFact]
    public async Task WeightlessGraph_NeedsTheMemoryOfTheSameGraphWithWeights()
    {
        var (weightless, embedded) = Graphs.Medium();
        var without = await fixture.MeasureAsync<CandidateMeasurement>(weightless);
        var with = await fixture.MeasureAsync<CandidateMeasurement>(embedded);
        Assert.InRange(without.Memory.PeakBytes - with.Memory.PeakBytes, -4 * Mebibyte, 4 * Mebibyte);
        Assert.Equal(with.Memory.ArenaPeakBytes, without.Memory.ArenaPeakBytes);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsNotTheCandidatesFault()
    {
        var file = Path.Combine(fixture.DataFolder, "a file, not a folder");
        await File.WriteAllTextAsync(file, "");
        using var measurer = new CandidateMeasurer(new MeasurerOptions { DataFolder = file }, fixture.Facts, TimeProvider.System);
        var outcome = await measurer.MeasureAsync(Graphs.Tiny(), MeasurerFixture.Plan, null, CancellationToken.None);
        var failure = Assert.IsType<MeasurementFailure>(outcome);
        Assert.Equal(FailureKind.GraphUnavailable, failure.Kind);
        Assert.Contains("--data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnusableFolder_IsThrown_WhereTheUserAsksForIt()
    {
        using var folder = new TemporaryDirectory();
        var file = folder["occupied"];
        File.WriteAllText(file, "");
        using var measurer = new CandidateMeasurer(
            new MeasurerOptions { DataFolder = file, StorageErrorsThrow = true }, fixture.Facts, TimeProvider.System);

        var error = await Assert.ThrowsAsync<UserErrorException>(
            () => measurer.MeasureAsync(Graphs.Tiny(), MeasurerFixture.Plan, null, CancellationToken.None));

        Assert.Equal(ExitCode.Storage, error.ExitCode);
    }

    [Fact]
    public async Task LargerModel_TakesLongerAndMoreMemory()
    {
        var plan = MeasurerFixture.Plan with { SequenceLength = 64 };
        var tiny = await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny(), plan);
        var large = await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Large(), plan);

        Assert.True(large.Latency.LatencyMs > 10 * tiny.Latency.LatencyMs);
        // 12 × 12 × 768² weights of four bytes must be in memory.
        Assert.True(large.Memory.PeakBytes - tiny.Memory.PeakBytes > 300 * Mebibyte);
    }

    [Fact]
    public async Task Progress_TellsBothPhases()
    {
        var seen = new List<MeasurementPhase>();
        using var measurer = fixture.Measurer();
        await measurer.MeasureAsync(Graphs.Tiny(), MeasurerFixture.Plan, new Recorder(seen), CancellationToken.None);
        Assert.Equal([MeasurementPhase.Memory, MeasurementPhase.Latency], seen.Distinct());
    }

    [Theory]
    [InlineData("not a graph")]
    [InlineData("")]
    public async Task Garbage_IsAnInvalidGraph_AndStartsNoProcess(string text)
    {
        var started = 0;
        var failure = await fixture.MeasureAsync<MeasurementFailure>(System.Text.Encoding.ASCII.GetBytes(text), null, (_, _) => started++);
        Assert.Equal(FailureKind.InvalidGraph, failure.Kind);
        Assert.Equal(0, started);
    }

    [Fact]
    public async Task TruncatedGraph_IsInvalid()
    {
        var graph = Graphs.Tiny();
        var failure = await fixture.MeasureAsync<MeasurementFailure>(graph[..(graph.Length / 2)]);
        Assert.Equal(FailureKind.InvalidGraph, failure.Kind);
    }

    [Fact]
    public async Task UnknownOperator_IsRejectedByTheRuntime_InItsOwnWords()
    {
        var failure = await fixture.MeasureAsync<MeasurementFailure>(Graphs.UnknownOperator());
        Assert.Equal(FailureKind.RejectedByRuntime, failure.Kind);
        Assert.Contains("LayerNormalisation", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.DataFolder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeightsBeyondTheLimit_AreRefusedWithoutAProcess()
    {
        var started = 0;
        var failure = await fixture.MeasureAsync<MeasurementFailure>(
            Graphs.Large(), MeasurerFixture.Plan with { MemoryLimitBytes = 100 * Mebibyte }, (_, _) => started++);
        Assert.Equal(FailureKind.OutOfMemory, failure.Kind);
        Assert.Contains("the limit is 100 MiB", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, started);
    }

    [Fact]
    public async Task ProcessBeyondTheLimit_IsKilled()
    {
        var failure = await fixture.MeasureAsync<MeasurementFailure>(
            Graphs.Tiny(), MeasurerFixture.Plan with { MemoryLimitBytes = 10 * Mebibyte });
        Assert.Equal(FailureKind.OutOfMemory, failure.Kind);
        Assert.Contains("the limit is 10 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("damaged")]
    public async Task DamagedReferenceGraph_IsMadeAgain(string content)
    {
        var file = Assert.Single(Directory.GetFiles(Path.Combine(fixture.DataFolder, "known"), "reference-*.onnx"));
        await File.WriteAllTextAsync(file, content);

        await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny());

        Assert.Equal(ReferenceGraph.Bytes.ToArray(), await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task MemoryLimitBeyondTheDevice_DoesNotSwitchItsOwnOff()
    {
        // A device of 100 MiB, where the model needs more than three times that.
        using var measurer = new CandidateMeasurer(
            new MeasurerOptions { DataFolder = fixture.DataFolder }, fixture.Facts with { MemoryBytes = 100 * Mebibyte }, TimeProvider.System);

        var outcome = await measurer.MeasureAsync(
            Graphs.Large(), MeasurerFixture.Plan with { MemoryLimitBytes = 1L << 60 }, null, CancellationToken.None);

        var failure = Assert.IsType<MeasurementFailure>(outcome);
        Assert.Equal(FailureKind.OutOfMemory, failure.Kind);
        Assert.Contains("the limit is 90 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeLimit_BeforeAnyNumber_IsAFailure()
    {
        var failure = await fixture.MeasureAsync<MeasurementFailure>(
            Graphs.Large(), MeasurerFixture.Plan with { TimeLimit = TimeSpan.FromMilliseconds(30) });
        Assert.Equal(FailureKind.TimedOut, failure.Kind);
    }

    [Fact]
    public async Task TimeLimit_AfterSomeRounds_IsAVerdict()
    {
        var plan = MeasurerFixture.Plan with { TimeLimit = TimeSpan.FromSeconds(8), MinRounds = 100_000, MaxRounds = 100_000 };
        var measurement = await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny(), plan);
        Assert.Equal(Verdict.TimedOut, measurement.Verdict);
    }

    [LinuxFact]
    public async Task ProcessKilledFromOutside_IsACrash_WorthAnotherAttempt()
    {
        var failure = await fixture.MeasureAsync<MeasurementFailure>(Graphs.Tiny(), null, KillMemoryProcess);
        Assert.Equal((FailureKind.Crashed, 137), (failure.Kind, failure.ExitCode));
    }

    [LinuxFact]
    public async Task ProcessThatSegfaults_IsACrash_AndTheNextCandidateIsMeasured()
    {
        var signals = Task.CompletedTask;
        var failure = await fixture.MeasureAsync<MeasurementFailure>(Graphs.Tiny(), null, (phase, id) =>
        {
            if (phase == MeasurementPhase.Latency)
            {
                signals = Signals.SendUntilGoneAsync(id, Signals.SegmentationFault);
            }
        });
        await signals;
        Assert.Equal(FailureKind.Crashed, failure.Kind);
        Assert.Contains("SIGSEGV", failure.Message, StringComparison.Ordinal);

        await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny());
    }

    [LinuxFact]
    public async Task Cancellation_ThrowsAndLeavesNoProcess()
    {
        using var cancellation = new CancellationTokenSource();
        var children = new List<int>();
        using var measurer = fixture.Measurer((phase, id) =>
        {
            children.Add(id);
            if (phase == MeasurementPhase.Latency)
            {
                cancellation.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => measurer.MeasureAsync(Graphs.Tiny(), MeasurerFixture.Plan, null, cancellation.Token));
        Assert.Equal(2, children.Count);
        Assert.All(children, id => Assert.False(Directory.Exists($"/proc/{id}")));
    }

    [Fact]
    public async Task Work_IsCleanedUp()
    {
        await fixture.MeasureAsync<CandidateMeasurement>(Graphs.Tiny());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.DataFolder, "work")));
    }

    private static void KillMemoryProcess(MeasurementPhase phase, int id)
    {
        if (phase == MeasurementPhase.Memory)
        {
            Signals.Send(id, Signals.Kill);
        }
    }

    private sealed class Recorder(List<MeasurementPhase> seen) : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value) => seen.Add(value.Phase);
    }
}
