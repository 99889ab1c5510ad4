using Lts.Coordinator.Studies;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Tests.Coordinator.Fleet;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Coordinator.Studies;

public sealed class TargetLedgerTests
{
    private static readonly DateTimeOffset Now = FleetSamples.Start;

    private readonly TargetLedger _ledger = new(
        new SearchProblem(
            SearchSpaces.Gpt2Quickstart,
            [new(Metrics.DecoderParameters, Direction.Maximize), new(Metrics.LatencyMs, Direction.Minimize)],
            [],
            Seed: 1,
            MaxCandidates: null),
        "class",
        new ChangeSignal());

    public TargetLedgerTests() => _ledger.OpenGeneration(
        new SearchProgress(0, null, 5, 5), Enumerable.Range(0, 5).Select(i => new CandidateEntry(new Candidate
        {
            Key = new CandidateKey("s", 0, i),
            Generation = 0,
            Origin = CandidateOrigin.Random,
            Architecture = FleetSamples.Job(FleetSamples.Target(), i).Architecture,
            ParentIds = [],
        })));

    [Fact]
    public void Changes_ComeFirstOnesFirst_InPortions_AndEachCandidateOnce()
    {
        _ledger.Lease(3, attemptCount: 1, "a");
        _ledger.Lease(1, attemptCount: 1, "a");
        _ledger.Release(3);

        Assert.Equal([0, 2, 4, 1, 3], Read(portion: 2));
    }

    [Fact]
    public void Counts_FollowTheStates()
    {
        _ledger.Lease(0, attemptCount: 1, "a");
        _ledger.Lease(1, attemptCount: 1, "a");
        _ledger.Lease(2, attemptCount: 1, "a");
        _ledger.Release(1);
        _ledger.Settle(0, FleetSamples.Measurement(), "a", Now);
        _ledger.Recall(StoreSamples.Candidate("s", 4) with
        {
            Outcome = FleetSamples.Failure(Lts.Domain.Measurements.FailureKind.Crashed),
            DeviceName = "a",
            AttemptCount = 2,
        });

        var progress = _ledger.Progress(Now);

        Assert.Equal((5, 1, 1, 1), (progress.ProposedCount, progress.MeasuredCount, progress.FailedCount, progress.LeasedCount));
        Assert.Equal(1, progress.FrontierCount);
        Assert.Equal([0], _ledger.ChangedSince(0, 10).Where(c => c.Candidate.IsOnFrontier).Select(c => c.Candidate.Key.Index));
    }

    private List<int> Read(int portion)
    {
        var indices = new List<int>();
        long seen = 0;
        while (_ledger.ChangedSince(seen, portion) is { Count: > 0 } changes)
        {
            Assert.True(changes.Count <= portion);
            indices.AddRange(changes.Select(c => c.Candidate.Key.Index));
            seen = changes[^1].Version;
        }

        return indices;
    }
}
