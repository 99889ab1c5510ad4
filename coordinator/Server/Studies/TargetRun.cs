using System.Collections.Immutable;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;
using Lts.Search;

namespace Lts.Coordinator.Studies;

/// <summary>
/// One population while its study runs: asks the search for a generation, writes it down, has it measured, tells the search, and so on.
/// After a restart the same loop replays the past, for candidates that have an outcome are not handed out again.
/// </summary>
internal sealed class TargetRun : ILeaseOwner
{
    /// <summary>A large generation is written in slices, so that other writes come in between.</summary>
    private const int CandidatesPerWrite = 1_000;

    private readonly TargetRow _row;
    private readonly TargetHistory _history;
    private readonly IStore _store;
    private readonly Dispatcher _dispatcher;
    private readonly TimeProvider _time;
    private readonly ISearch _search;
    private readonly LeaseTarget _leases;
    private readonly TargetLedger _ledger;
    private readonly TargetChecks _checks;
    private readonly TaskCompletionSource _through = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares the loop.</summary>
    public TargetRun(
        StudyRow study, StudySpec spec, TargetRow row, TargetHistory history, IStore store, Dispatcher dispatcher, TimeProvider time,
        ChangeSignal changes)
    {
        _row = row;
        _history = history;
        _store = store;
        _dispatcher = dispatcher;
        _time = time;
        _search = SearchFactory.Create(spec.ToProblem(), spec.Algorithm);
        _ledger = new TargetLedger(spec.ToProblem(), row.DeviceClass, changes);
        _leases = new LeaseTarget(
            row.StudyId, row.Ordinal, row.DeviceClass, spec.ReadSelectors(), spec.Priority, study.CreateTime, spec.Plan, spec.MaxAttempts,
            this);
        _checks = new TargetChecks(_leases, spec.Seed, _ledger, dispatcher, time);
    }

    /// <summary>The class whose devices measure it.</summary>
    public string DeviceClass => _row.DeviceClass;

    /// <summary>What it is, for people.</summary>
    public string Description => _row.Description;

    /// <summary>Completes when the past has been replayed: leases of before are known again, and their results are welcome.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Completes when its search has ended and what was to be measured again was; not when it fails.</summary>
    public Task Through => _through.Task;

    /// <summary>How far it has come.</summary>
    /// <param name="isExact">Whether the hypervolume is of this very moment, however long that takes.</param>
    public TargetProgress Progress(bool isExact = false) => _ledger.Progress(_time.GetUtcNow(), isExact) with { Checks = _checks.Summary };

    /// <summary>Indices of the candidates that are on the frontier now.</summary>
    public ImmutableHashSet<int> Frontier() => _ledger.Frontier();

    /// <summary>Candidates that changed after a version, first changes first.</summary>
    /// <param name="version">What the asker has seen.</param>
    /// <param name="limit">Most candidates that are returned.</param>
    public List<(long Version, Candidate Candidate)> ChangedSince(long version, int limit) => _ledger.ChangedSince(version, limit);

    /// <summary>Runs the search to its end, and looks after its results until those of the study's other targets are there.</summary>
    /// <param name="allThrough">Completes when every target of the study is <see cref="Through"/>.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ReplayMismatchException">The past is another search's.</exception>
    /// <exception cref="SearchSpaceExhaustedException">The space has no candidate.</exception>
    public async Task RunAsync(Task allThrough, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var searching = SearchAsync(allThrough, stop.Token);
        var checking = _checks.RunAsync(stop.Token);
        try
        {
            await await Task.WhenAny(searching, checking);
            await searching;
        }
        finally
        {
            _caughtUp.TrySetResult();
            await stop.CancelAsync();
            await Task.WhenAll(searching, checking).ContinueWith(_ => { }, TaskScheduler.Default); // What there is to tell was told above.
        }
    }

    /// <summary>Stops handing out candidates.</summary>
    public void Stop()
    {
        _dispatcher.CancelTarget(_leases);
        _checks.Stop();
    }

    void ILeaseOwner.OnLeased(int index, int attemptCount, string deviceName) => _ledger.Lease(index, attemptCount, deviceName);

    void ILeaseOwner.OnReleased(int index) => _ledger.Release(index);

    void ILeaseOwner.OnOutcome(int index, MeasurementOutcome outcome, string deviceName)
    {
        _ledger.Settle(index, outcome, deviceName, _time.GetUtcNow());
        _checks.OnResult(index, outcome, deviceName);
    }

    private async Task SearchAsync(Task allThrough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var proposals = _search.Propose();
            if (proposals.Count == 0)
            {
                _caughtUp.TrySetResult();
                await _checks.FinishAsync(cancellationToken);
                _ledger.Finish(_search.Progress);
                _through.TrySetResult();
                await allThrough.WaitAsync(cancellationToken);
                await _checks.FinishAsync(cancellationToken); // A device may have been put aside meanwhile.
                return;
            }

            foreach (var slice in NotStored(proposals).Chunk(CandidatesPerWrite))
            {
                _caughtUp.TrySetResult();
                var rows = slice.Select(CandidateOf).ToList();
                await StorageRetry.UntilStoredAsync(() => _store.AddCandidatesAsync(rows), _time, cancellationToken);
            }

            var complete = Open(proposals);
            if (!complete.IsCompleted)
            {
                _caughtUp.TrySetResult();
            }

            await complete.WaitAsync(cancellationToken);
            _search.Observe(_ledger.CloseGeneration(proposals));
        }
    }

    /// <summary>
    /// What of a generation is not in the past. It was stored in order and handed out only when all of it was there, so what is missing is its
    /// end, or all of it.
    /// </summary>
    /// <exception cref="ReplayMismatchException">What is stored is not what is proposed now.</exception>
    private IEnumerable<Proposal> NotStored(IReadOnlyList<Proposal> proposals)
    {
        int known = proposals.TakeWhile(proposal => _history.Candidates.ContainsKey(proposal.Index)).Count();
        foreach (var proposal in proposals.Take(known))
        {
            var stored = _history.Candidates[proposal.Index];
            if (!stored.Architecture.Equals(proposal.Architecture) || stored.Generation != proposal.Generation)
            {
                throw new ReplayMismatchException(proposal.Index, $"{proposal.Architecture.Id} instead of {stored.Architecture.Id}");
            }
        }

        return proposals.Skip(known).FirstOrDefault(proposal => _history.Candidates.ContainsKey(proposal.Index)) is { } later
            ? throw new ReplayMismatchException(later.Index, "candidates before it were not proposed before")
            : proposals.Skip(known);
    }

    /// <summary>Enters a generation and hands out what has no outcome.</summary>
    /// <returns>Completes when every candidate of it has one.</returns>
    private Task Open(IReadOnlyList<Proposal> proposals)
    {
        var complete = _ledger.OpenGeneration(_search.Progress, proposals.Select(p => new CandidateEntry(CandidateOf(p))));
        var waiting = new List<LeaseJob>();
        foreach (var proposal in proposals)
        {
            if (_history.Candidates.GetValueOrDefault(proposal.Index) is { Outcome: not null } stored)
            {
                // What is in doubt is told to the search only after it was measured again, unless that has gone on already.
                var told = _history.Told.GetValueOrDefault(proposal.Index);
                bool isHeld = stored.Check == CandidateCheck.InDoubt && told is null && !_history.Candidates.ContainsKey(proposals[^1].Index + 1);
                _ledger.Recall(stored, told, isHeld);
                _checks.Recall(stored, _history.Rechecks[proposal.Index], _history.Attempts[proposal.Index], isHeld);
            }
            else if (TakeUp(proposal) is { } job)
            {
                waiting.Add(job);
            }
        }

        _dispatcher.Enqueue(waiting);
        return complete;
    }

    /// <summary>A job for a candidate, as its attempts left it.</summary>
    /// <returns><see langword="null"/> when a device still has it.</returns>
    private LeaseJob? TakeUp(Proposal proposal)
    {
        var attempts = _history.Attempts[proposal.Index].ToImmutableArray();
        var job = new LeaseJob(_leases, KeyOf(proposal), proposal.Architecture, attempts.Select(a =>
            new HandOut(a.Id, a.DeviceName) { Counts = a.State is AttemptState.Failed or AttemptState.Lost }));
        if (attempts.Length > 0 && attempts[^1].State == AttemptState.Active)
        {
            _dispatcher.Restore(job);
            return null;
        }

        return job;
    }

    /// <summary>A proposal as a candidate that nobody has seen yet.</summary>
    private Candidate CandidateOf(Proposal proposal) => new()
    {
        Key = KeyOf(proposal),
        Generation = proposal.Generation,
        Origin = proposal.Origin,
        Architecture = proposal.Architecture,
        ParentIds = proposal.ParentIds,
    };

    private CandidateKey KeyOf(Proposal proposal) => new(_row.StudyId, _row.Ordinal, proposal.Index);
}
