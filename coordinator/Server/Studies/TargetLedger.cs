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
    private readonly Lock _gate = new();
    private readonly List<CandidateEntry> _candidates = [];
    private readonly Lock _volumeGate = new();
    private readonly HypervolumeTracker _hypervolume = new(problem);
    private List<Action<HypervolumeTracker>> _toVolume = [];
    private readonly CompletionRate _rate = new();
    private SearchProgress? _search;
    private TaskCompletionSource _complete = new();
    private int _missing;
    private int _outcomeCount;
    private bool _finished;
    private (int OutcomeCount, ImmutableHashSet<int> Indices) _frontier = (0, []);

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
                candidate.Version = changes.Next();
                _candidates.Add(candidate);
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
            _toVolume.Add(volume => volume.CompleteGeneration());
            changes.Next();
            return [.. proposals.Select(p => new Evaluation(p.Index, _candidates[p.Index].Values))];
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
    public void Recall(int index, MeasurementOutcome outcome, string? deviceName, int attemptCount)
    {
        lock (_gate)
        {
            var candidate = _candidates[index];
            candidate.Candidate = candidate.Candidate with { AttemptCount = attemptCount };
            SettleNeedsLock(index, outcome, deviceName);
        }
    }

    /// <summary>How far the target has come.</summary>
    public TargetProgress Progress(DateTimeOffset now)
    {
        int frontierCount = Frontier().Count;
        var (hypervolume, hasReferencePoint) = HypervolumeNow();
        lock (_gate)
        {
            int measured = 0, failed = 0, leased = 0;
            foreach (var entry in _candidates)
            {
                measured += entry.Candidate.State == CandidateState.Measured ? 1 : 0;
                failed += entry.Candidate.State == CandidateState.Failed ? 1 : 0;
                leased += entry.Candidate.State == CandidateState.Leased ? 1 : 0;
            }

            int expected = _search?.ExpectedCount ?? 0;
            return new TargetProgress
            {
                Generation = _search?.Generation ?? -1,
                GenerationCount = _search?.GenerationCount,
                ProposedCount = _candidates.Count,
                MeasuredCount = measured,
                FailedCount = failed,
                LeasedCount = leased,
                FrontierCount = frontierCount,
                Hypervolume = hypervolume,
                HasReferencePoint = hasReferencePoint,
                ExpectedCount = expected,
                Remaining = _finished ? TimeSpan.Zero : _search is null ? null : _rate.TimeFor(expected - measured - failed, now),
                Finished = _finished,
            };
        }
    }

    /// <summary>Candidates that changed after a version, with the version of their last change.</summary>
    public List<(long Version, Candidate Candidate)> ChangedSince(long version)
    {
        var frontier = Frontier();
        lock (_gate)
        {
            return
            [
                .. _candidates.Where(c => c.Version > version).Select(c => (
                    c.Version,
                    c.Candidate with
                    {
                        DeviceClass = deviceClass,
                        IsFeasible = c.Values is not null && problem.IsFeasible(c.Candidate.Architecture, c.Values),
                        IsOnFrontier = frontier.Contains(c.Candidate.Index),
                    })),
            ];
        }
    }

    private void Change(int index, Func<Candidate, Candidate> change)
    {
        lock (_gate)
        {
            var entry = _candidates[index];
            entry.Candidate = change(entry.Candidate);
            entry.Version = changes.Next();
        }
    }

    private void SettleNeedsLock(int index, MeasurementOutcome outcome, string? deviceName)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread, "A candidate is settled without the ledger's lock.");
        var candidate = _candidates[index];
        candidate.Settle(outcome, deviceName);
        var (architecture, values) = (candidate.Candidate.Architecture, candidate.Values);
        _toVolume.Add(volume => volume.Add(architecture, values));
        _outcomeCount++;
        candidate.Version = changes.Next();
        if (--_missing == 0)
        {
            _complete.SetResult();
        }
    }

    /// <summary>Computed outside the lock, for results come in under it. What happened meanwhile is handed over in its order.</summary>
    private (double Value, bool HasReference) HypervolumeNow()
    {
        lock (_volumeGate)
        {
            List<Action<HypervolumeTracker>> news;
            lock (_gate)
            {
                (news, _toVolume) = (_toVolume, []);
            }

            news.ForEach(apply => apply(_hypervolume));
            return (_hypervolume.Value, _hypervolume.HasReference);
        }
    }

    /// <summary>Computed outside the lock, for results come in under it; remembered until there is another outcome.</summary>
    private ImmutableHashSet<int> Frontier()
    {
        List<(Architecture, MetricValues?)> candidates;
        int outcomeCount;
        lock (_gate)
        {
            if (_frontier.OutcomeCount == _outcomeCount)
            {
                return _frontier.Indices;
            }

            outcomeCount = _outcomeCount;
            candidates = [.. _candidates.Select(c => (c.Candidate.Architecture, c.Values))];
        }

        var indices = Search.Pareto.Frontier.Of(problem, candidates).ToImmutableHashSet();
        lock (_gate)
        {
            if (outcomeCount > _frontier.OutcomeCount)
            {
                _frontier = (outcomeCount, indices);
            }
        }

        return indices;
    }
}
