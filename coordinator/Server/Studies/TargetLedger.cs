using System.Collections.Immutable;
using System.Diagnostics;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Coordinator.Studies;

/// <summary>Keeps count of a running target's candidates. Thread-safe; no I/O, no clock.</summary>
/// <param name="problem">What is looked for.</param>
/// <param name="deviceClass">The target's class.</param>
/// <param name="changes">Numbers the changes.</param>
internal sealed class TargetLedger(SearchProblem problem, string deviceClass, ChangeSignal changes)
{
    private const int HypervolumeShare = 20;

    private readonly Lock _gate = new();
    private readonly List<CandidateEntry> _candidates = [];
    private readonly SortedSet<(long Version, int Index)> _byVersion = [];
    private readonly Dictionary<CandidateState, int> _counts = [];
    private readonly Lock _frontGate = new();
    private HypervolumeTracker _hypervolume = new(problem);
    private FrontierTracker _frontier = new(problem);
    private List<Action> _toFront = [];
    private long _hypervolumeTime;
    private TimeSpan _hypervolumeCost;
    private double _lastHypervolume;
    private readonly CompletionRate _rate = new();
    private SearchProgress? _search;
    private TaskCompletionSource _complete = new();
    private int _missing;
    private int _closed; // candidates of generations that the search is, or was, told of
    private bool _isRewritten;
    private bool _finished;

    /// <summary>Enters a generation.</summary>
    /// <returns>Completes when each of its candidates has an outcome.</returns>
    public Task OpenGeneration(SearchProgress search, IEnumerable<CandidateEntry> candidates)
    {
        lock (_gate)
        {
            _search = search;
            _complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var candidate in candidates)
            {
                _candidates.Add(candidate);
                CountNeedsLock(candidate.Candidate.State, 1);
                MarkNeedsLock(candidate, _candidates.Count - 1);
                _missing++;
            }

            return _complete.Task;
        }
    }

    /// <summary>The answers to a complete generation, for the search.</summary>
    public IReadOnlyList<Evaluation> CloseGeneration(IReadOnlyList<Proposal> proposals)
    {
        lock (_gate)
        {
            _toFront.Add(() => _hypervolume.CompleteGeneration());
            changes.Next();
            return [.. proposals.Select(p => new Evaluation(p.Index, _candidates[p.Index].SearchValues))];
        }
    }

    /// <summary>The search came to its end.</summary>
    public void Finish(SearchProgress search)
    {
        lock (_gate)
        {
            _search = search;
            _finished = true;
            changes.Next();
        }
    }

    /// <summary>A device got a candidate.</summary>
    public void Lease(int index, int attemptCount, string deviceName) => Change(index, candidate => candidate with
    {
        State = CandidateState.Leased,
        AttemptCount = attemptCount,
        DeviceName = deviceName,
    });

    /// <summary>A candidate waits again.</summary>
    public void Release(int index) => Change(index, candidate => candidate with { State = CandidateState.Pending, DeviceName = null });

    /// <summary>A candidate got its outcome.</summary>
    public void Settle(int index, MeasurementOutcome outcome, string? deviceName, DateTimeOffset now)
    {
        lock (_gate)
        {
            _rate.Add(now);
            SettleNeedsLock(index, outcome, deviceName);
        }
    }

    /// <summary>A candidate got its outcome before a restart.</summary>
    /// <param name="stored">The candidate as it was stored, with an outcome.</param>
    /// <param name="told">What the search was told instead; <see langword="null"/> where it was told that outcome.</param>
    /// <param name="isHeld">Whether its generation waits until it has been measured again.</param>
    public void Recall(Candidate stored, MeasurementOutcome? told = null, bool isHeld = false)
    {
        lock (_gate)
        {
            var entry = _candidates[stored.Index];
            entry.Candidate = entry.Candidate with { AttemptCount = stored.AttemptCount, Check = stored.Check };
            if (told is not null)
            {
                entry.KeepTold(MetricValues.OfOutcome(told));
            }

            _missing += isHeld ? 1 : 0;
            SettleNeedsLock(stored.Index, stored.Outcome!, stored.DeviceName);
        }
    }

    /// <summary>A candidate as it is now.</summary>
    public Candidate Find(int index)
    {
        lock (_gate)
        {
            return _candidates[index].Candidate;
        }
    }

    /// <summary>Indices of the candidates whose outcome a device brought by measuring.</summary>
    public IReadOnlyList<int> MeasuredBy(string deviceName)
    {
        lock (_gate)
        {
            return [.. _candidates.Select(e => e.Candidate).Where(c => c.State == CandidateState.Measured && c.DeviceName == deviceName).Select(c => c.Index)];
        }
    }

    /// <summary>Keeps a candidate's generation open, if it still is, until <see cref="Correct"/>.</summary>
    /// <returns>Whether it is; otherwise the search has been told the outcome.</returns>
    public bool Hold(int index)
    {
        lock (_gate)
        {
            bool isOpen = index >= _closed;
            _missing += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    /// <summary>Says what measuring a candidate again showed.</summary>
    public void SetCheck(int index, CandidateCheck check)
    {
        lock (_gate)
        {
            var entry = _candidates[index];
            _isRewritten |= (entry.Candidate.Check == CandidateCheck.InDoubt) != (check == CandidateCheck.InDoubt);
            entry.Candidate = entry.Candidate with { Check = check };
            MarkNeedsLock(entry, index);
        }
    }

    /// <summary>Replaces a candidate's outcome.</summary>
    /// <param name="index">A candidate that has an outcome.</param>
    /// <param name="outcome">What counts from now on.</param>
    /// <param name="deviceName">Who measured it.</param>
    /// <param name="isHeld">Whether its generation was kept open for this. If not, the search goes on with what it was told.</param>
    public void Correct(int index, MeasurementOutcome outcome, string deviceName, bool isHeld)
    {
        lock (_gate)
        {
            var entry = _candidates[index];
            if (!isHeld)
            {
                entry.KeepTold(entry.Values);
            }

            CountNeedsLock(entry.Candidate.State, -1);
            entry.Settle(outcome, deviceName);
            entry.Candidate = entry.Candidate with { Check = CandidateCheck.Corrected };
            CountNeedsLock(entry.Candidate.State, 1);
            _isRewritten = true;
            MarkNeedsLock(entry, index);
            if (isHeld)
            {
                CompleteOneNeedsLock();
            }
        }
    }

    /// <summary>How far the target has come.</summary>
    /// <param name="now">For the time that is left.</param>
    /// <param name="isExact">Whether the hypervolume is of this very moment, as it always is once the search has ended.</param>
    public TargetProgress Progress(DateTimeOffset now, bool isExact = false)
    {
        var frontier = FrontNow();
        var (hypervolume, hasReferencePoint) = HypervolumeNow(isExact);
        lock (_gate)
        {
            int measured = _counts.GetValueOrDefault(CandidateState.Measured), failed = _counts.GetValueOrDefault(CandidateState.Failed);
            int expected = _search?.ExpectedCount ?? 0;
            return new TargetProgress
            {
                Generation = _search?.Generation ?? -1,
                GenerationCount = _search?.GenerationCount,
                ProposedCount = _candidates.Count,
                MeasuredCount = measured,
                FailedCount = failed,
                LeasedCount = _counts.GetValueOrDefault(CandidateState.Leased),
                FrontierCount = frontier.Count,
                Hypervolume = hypervolume,
                HasReferencePoint = hasReferencePoint,
                ExpectedCount = expected,
                Remaining = _finished ? TimeSpan.Zero : _search is null ? null : _rate.TimeFor(expected - measured - failed, now),
                Finished = _finished,
            };
        }
    }

    /// <summary>Indices of the candidates that are on the frontier now.</summary>
    public ImmutableHashSet<int> Frontier() => FrontNow();

    /// <summary>Candidates that changed after a version, first changes first, with the version of their last change.</summary>
    /// <param name="version">What the asker has seen.</param>
    /// <param name="limit">Most candidates. Their number, not the target's, is what the answer costs.</param>
    public List<(long Version, Candidate Candidate)> ChangedSince(long version, int limit)
    {
        List<(long Version, Candidate Candidate, MetricValues? Values)> changed;
        lock (_gate)
        {
            changed =
            [
                .. _byVersion.GetViewBetween((version + 1, 0), (long.MaxValue, 0)).Take(limit)
                    .Select(change => (change.Version, _candidates[change.Index].Candidate, _candidates[change.Index].FrontValues)),
            ];
        }

        var frontier = FrontNow(); // After the changes, so that it knows of all of them.

        return
        [
            .. changed.Select(c => (
                c.Version,
                c.Candidate with
                {
                    DeviceClass = deviceClass,
                    IsFeasible = c.Values is { } values && problem.IsFeasible(c.Candidate.Architecture, values),
                    IsOnFrontier = frontier.Contains(c.Candidate.Index),
                })),
        ];
    }

    private void Change(int index, Func<Candidate, Candidate> change)
    {
        lock (_gate)
        {
            var entry = _candidates[index];
            CountNeedsLock(entry.Candidate.State, -1);
            entry.Candidate = change(entry.Candidate);
            CountNeedsLock(entry.Candidate.State, 1);
            MarkNeedsLock(entry, index);
        }
    }

    private void SettleNeedsLock(int index, MeasurementOutcome outcome, string? deviceName)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread, "A candidate is settled without the ledger's lock.");
        var candidate = _candidates[index];
        CountNeedsLock(candidate.Candidate.State, -1);
        candidate.Settle(outcome, deviceName);
        CountNeedsLock(candidate.Candidate.State, 1);
        var (architecture, values) = (candidate.Candidate.Architecture, candidate.FrontValues);
        _toFront.Add(() =>
        {
            _hypervolume.Add(architecture, values);
            _frontier.Add(index, architecture, values);
        });
        MarkNeedsLock(candidate, index);
        CompleteOneNeedsLock();
    }

    private void CompleteOneNeedsLock()
    {
        if (--_missing == 0)
        {
            _closed = _candidates.Count;
            _complete.SetResult();
        }
    }

    /// <summary>Says that a candidate has changed just now.</summary>
    private void MarkNeedsLock(CandidateEntry entry, int index)
    {
        _byVersion.Remove((entry.Version, index));
        entry.Version = changes.Next();
        _byVersion.Add((entry.Version, index));
    }

    private void CountNeedsLock(CandidateState state, int change) => _counts[state] = _counts.GetValueOrDefault(state) + change;

    /// <summary>
    /// The hypervolume. That of a long frontier takes a while: so it is computed for at most a twentieth of the time, and may be as much
    /// older than the counts.
    /// </summary>
    private (double Hypervolume, bool HasReference) HypervolumeNow(bool isExact)
    {
        lock (_frontGate)
        {
            var start = Stopwatch.GetTimestamp();
            if (isExact || _finished || Stopwatch.GetElapsedTime(_hypervolumeTime, start) >= HypervolumeShare * _hypervolumeCost)
            {
                _lastHypervolume = _hypervolume.Value;
                _hypervolumeTime = Stopwatch.GetTimestamp();
                _hypervolumeCost = Stopwatch.GetElapsedTime(start, _hypervolumeTime);
            }

            return (_lastHypervolume, _hypervolume.HasReference);
        }
    }

    /// <summary>
    /// The frontier. Computed outside the lock, for results come in under it. What happened meanwhile is handed over in its order.
    /// </summary>
    private ImmutableHashSet<int> FrontNow()
    {
        lock (_frontGate)
        {
            List<Action> news;
            lock (_gate)
            {
                news = _isRewritten ? AnewNeedsLock() : _toFront;
                (_toFront, _isRewritten) = ([], false);
            }

            news.ForEach(apply => apply());
            return _frontier.Indices;
        }
    }

    /// <summary>Outcomes that were added have changed: everything is added again, to empty trackers.</summary>
    private List<Action> AnewNeedsLock()
    {
        var all = _candidates.Select(e => (e.Candidate.Index, e.Candidate.Generation, e.Candidate.Architecture, e.Candidate.Outcome, Values: e.FrontValues)).ToList();
        int closed = _closed;
        return
        [
            () => (_hypervolume, _frontier) = (new HypervolumeTracker(problem), new FrontierTracker(problem)),
            .. all.Select<(int Index, int Generation, Architecture Architecture, MeasurementOutcome? Outcome, MetricValues? Values), Action>((c, i) => () =>
            {
                if (c.Outcome is not null)
                {
                    _hypervolume.Add(c.Architecture, c.Values);
                    _frontier.Add(c.Index, c.Architecture, c.Values);
                }

                if (i + 1 == closed || (i + 1 < closed && all[i + 1].Generation != c.Generation))
                {
                    _hypervolume.CompleteGeneration();
                }
            }),
        ];
    }
}
