using System.Threading.Channels;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>
/// Has results of one target measured again, and acts on what that shows: decision 0018. Others only leave notes; one loop works them off, in
/// order, and alone touches what is known of checks.
/// </summary>
internal sealed partial class TargetChecks : ILeaseOwner, IQuarantineWatcher
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly LeaseTarget _checks;
    private readonly LeaseTarget _doubts;
    private readonly long _seed;
    private readonly FleetOptions _options;
    private readonly TargetLedger _ledger;
    private readonly Dispatcher _dispatcher;
    private readonly TimeProvider _time;
    private readonly Channel<Func<Task>> _notes = Channel.CreateUnbounded<Func<Task>>();
    private readonly Dictionary<int, CheckEntry> _entries = [];
    private readonly Dictionary<string, int> _checkedOf = new(StringComparer.Ordinal);
    private readonly Queue<CheckEntry> _fresh = [];
    private readonly CheckTally _tally = new();
    private Task? _nextNote;
    private TaskCompletionSource? _finishing;
    private TimeSpan _nextLook;
    private CancellationToken _stopping;
    private bool _isUrgent;
    private TimeSpan _lastNews;

    /// <summary>Prepares the loop.</summary>
    /// <param name="leases">The target's leases of candidates without an outcome.</param>
    /// <param name="seed">The study's seed, which decides what is checked.</param>
    /// <param name="ledger">The target's candidates.</param>
    /// <param name="dispatcher">Hands candidates out again.</param>
    /// <param name="time">For giving up on devices that are gone.</param>
    public TargetChecks(LeaseTarget leases, long seed, TargetLedger ledger, Dispatcher dispatcher, TimeProvider time)
    {
        _checks = leases with { Owner = this, Kind = LeaseKind.Check };
        _doubts = leases with { Owner = this, Kind = LeaseKind.Doubt };
        (_seed, _options, _ledger, _dispatcher, _time) = (seed, dispatcher.Options, ledger, dispatcher, time);
    }

    /// <summary>What has come of it so far; <see langword="null"/> before there is anything.</summary>
    public CheckSummary? Summary => _tally.Summary;

    /// <summary>Works until it is told to stop: devices are put aside after the search's end as well.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        _dispatcher.Watch(this);
        try
        {
            while (true)
            {
                if (_notes.Reader.TryRead(out var note))
                {
                    await note();
                }
                else if (_finishing is not null)
                {
                    await WaitOrGiveUpAsync();
                }
                else
                {
                    await NextNoteAsync();
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            _dispatcher.Unwatch(this);
        }
    }

    /// <summary>The search is over. Completes when nothing is left to measure again, or nobody is there who could.</summary>
    public Task FinishAsync(CancellationToken cancellationToken)
    {
        var finishing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Note(() =>
        {
            _finishing = finishing;
            (_isUrgent, _nextLook) = (true, TimeSpan.Zero);
            _lastNews = _time.GetUptime();
            StartFresh();
            return Task.CompletedTask;
        });
        return finishing.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Hands nothing out any more.</summary>
    public void Stop()
    {
        _dispatcher.CancelTarget(_checks);
        _dispatcher.CancelTarget(_doubts);
    }

    /// <summary>A candidate got its outcome.</summary>
    public void OnResult(int index, MeasurementOutcome outcome, string deviceName) => Note(() => SelectAsync(index, outcome, deviceName));

    /// <summary>A candidate has its outcome from before a restart; what its checks had come to goes on.</summary>
    /// <param name="stored">The candidate as it was stored, with an outcome.</param>
    /// <param name="rechecks">Its later outcomes.</param>
    /// <param name="attempts">All its attempts by number.</param>
    /// <param name="isHeld">Whether its generation waits for it.</param>
    public void Recall(Candidate stored, IEnumerable<RecheckRow> rechecks, IEnumerable<AttemptRow> attempts, bool isHeld)
    {
        var last = attempts.LastOrDefault();
        var later = rechecks.ToList();
        if (stored.Check == CandidateCheck.None && later.Count == 0 && last is not { IsRecheck: true })
        {
            Note(() => SelectAsync(stored.Index, stored.Outcome!, stored.DeviceName ?? "", last?.Id.Number));
            return;
        }

        var entry = new CheckEntry(stored.Index) { Check = stored.Check, LastAttempt = last?.Id.Number ?? 0, IsHeld = isHeld };
        if (stored.Outcome is CandidateMeasurement first)
        {
            entry.Readings.Add(new Reading(stored.DeviceName ?? "", 0, first));
        }

        entry.Readings.AddRange(later.Where(r => r.Outcome is CandidateMeasurement)
            .Select(r => new Reading(r.DeviceName, r.Attempt, (CandidateMeasurement)r.Outcome)));
        if (entry.Check == CandidateCheck.Corrected)
        {
            entry.Readings.RemoveAll(r => !Confirms(r, entry.Readings[0]) && r != entry.Readings[0]);
        }

        if (last is { IsRecheck: true, State: AttemptState.Active } && entry.IsPending)
        {
            // Its device may come back with it before this loop has come so far.
            var target = entry.Check == CandidateCheck.InDoubt ? _doubts : _checks;
            entry.Job = new LeaseJob(target, stored.Key, stored.Architecture, [new HandOut(last.Id, last.DeviceName)])
            {
                Unwanted = DevicesOf(entry),
            };
            _dispatcher.Restore(entry.Job);
        }

        Note(() => TakeUpAsync(entry));
    }

    void ILeaseOwner.OnLeased(int index, int attemptCount, string deviceName)
    {
    }

    void ILeaseOwner.OnReleased(int index)
    {
    }

    void ILeaseOwner.OnOutcome(int index, MeasurementOutcome outcome, string deviceName)
    {
    }

    void ILeaseOwner.OnAttemptOutcome(AttemptId attempt, MeasurementOutcome outcome, string deviceName) =>
        Note(() => CompareAsync(attempt, outcome, deviceName));

    void IQuarantineWatcher.OnQuarantined(string deviceName) => Note(() => DoubtAllAsync(deviceName));

    private void Note(Func<Task> note) => _notes.Writer.TryWrite(note);

    private async Task SelectAsync(int index, MeasurementOutcome outcome, string deviceName, int? lastAttempt = null)
    {
        StartFresh(); // Not right after themselves, for a device that is alone.
        if (outcome is not CandidateMeasurement measurement || _entries.ContainsKey(index))
        {
            return;
        }

        var (isQuarantined, confirmed, _) = _dispatcher.StandingOf(deviceName);
        var candidate = _ledger.Find(index);
        int checkedHere = _checkedOf.GetValueOrDefault(deviceName);
        bool isDue = PlausibilityRules.IsDue(candidate.Key, _seed, _options.RecheckShare, confirmed, checkedHere);
        if (!isQuarantined && !isDue)
        {
            return;
        }

        var entry = new CheckEntry(index) { LastAttempt = lastAttempt ?? candidate.AttemptCount };
        entry.Readings.Add(new Reading(deviceName, 0, measurement.WithoutSamples()));
        _entries.Add(index, entry);
        if (isQuarantined)
        {
            await DoubtAsync(entry);
            return;
        }

        _checkedOf[deviceName] = checkedHere + 1;
        _fresh.Enqueue(entry);
    }

    private async Task TakeUpAsync(CheckEntry entry)
    {
        _entries[entry.Index] = entry;
        string device = entry.Readings.FirstOrDefault()?.DeviceName ?? "";
        _checkedOf[device] = _checkedOf.GetValueOrDefault(device) + 1;
        _tally.Add(entry);
        if (entry.Job is null && entry.IsPending)
        {
            await GoOnAsync(entry);
        }
    }

    private void StartFresh()
    {
        while (_fresh.TryDequeue(out var entry))
        {
            if (entry.Check == CandidateCheck.None && entry.Job is null)
            {
                HandOut(entry);
            }
        }
    }

    private void HandOut(CheckEntry entry, string? onlyFor = null) => _dispatcher.Enqueue([JobOf(entry, onlyFor)]);

    /// <summary>The next hand-out of a candidate. What a study's end waits for does not wait for other studies' candidates.</summary>
    private LeaseJob JobOf(CheckEntry entry, string? onlyFor = null)
    {
        var candidate = _ledger.Find(entry.Index);
        entry.Job = new LeaseJob(
            _isUrgent || entry.Check == CandidateCheck.InDoubt ? _doubts : _checks, candidate.Key, candidate.Architecture, attemptsBefore: entry.LastAttempt)
        {
            Unwanted = DevicesOf(entry),
            OnlyFor = onlyFor,
        };
        entry.AloneSince = null;
        return entry.Job;
    }

    private async Task CompareAsync(AttemptId attempt, MeasurementOutcome outcome, string deviceName)
    {
        _lastNews = _time.GetUptime();
        if (!_entries.TryGetValue(attempt.Candidate.Index, out var entry) || entry.Job is not { } job)
        {
            return;
        }

        (entry.LastAttempt, entry.Job) = (job.LastAttempt, null);
        if (!entry.IsPending)
        {
            return;
        }

        if (entry.Check == CandidateCheck.InDoubt)
        {
            if (_dispatcher.StandingOf(deviceName).IsQuarantined)
            {
                HandOut(entry); // Meanwhile its device was put aside as well.
                return;
            }

            await CorrectAsync(entry, attempt.Number, outcome, deviceName);
        }
        else if (outcome is CandidateMeasurement measurement)
        {
            entry.Readings.Add(new Reading(deviceName, attempt.Number, measurement.WithoutSamples()));
            await GoOnAsync(entry);
        }
        else if (IsQuarantined(entry.Readings[0].DeviceName))
        {
            await DoubtAsync(entry);
        }
        else
        {
            await EndAsync(entry, CandidateCheck.Open, [], []); // A failure decides nothing.
        }
    }

    /// <summary>Ends a hand-out that is under way.</summary>
    /// <returns>Whether none is now; otherwise its outcome is about to come, and decides.</returns>
    private bool Withdraw(CheckEntry entry)
    {
        if (entry.Job is { } job)
        {
            if (!_dispatcher.Withdraw(job))
            {
                return false;
            }

            (entry.LastAttempt, entry.Job) = (job.LastAttempt, null);
        }

        return true;
    }

    /// <summary>The search is over: waits for what is pending, and gives up what cannot be done.</summary>
    private async Task WaitOrGiveUpAsync()
    {
        var now = _time.GetUptime();
        if (now >= _nextLook)
        {
            _nextLook = now + LookInterval;
            await LookAsync(now);
        }

        if (!_entries.Values.Any(e => e.IsPending))
        {
            _finishing!.TrySetResult();
            _finishing = null;
            return;
        }

        await Task.WhenAny(NextNoteAsync(), Task.Delay(LookInterval, _time, _stopping));
        _stopping.ThrowIfCancellationRequested();
    }

    private Task NextNoteAsync() =>
        _nextNote = _nextNote is { IsCompleted: false } waiting ? waiting : _notes.Reader.WaitToReadAsync(_stopping).AsTask();

    private async Task LookAsync(TimeSpan now)
    {
        var hasDevice = new Dictionary<string, bool>(StringComparer.Ordinal);
        var urgent = new List<LeaseJob>();
        foreach (var entry in _entries.Values.Where(e => e.IsPending && e.Check == CandidateCheck.None).ToList())
        {
            if (IsHopeless(entry, now, hasDevice) && Withdraw(entry))
            {
                entry.IsGivenUp = true;
                if (entry.Readings.Count > 1)
                {
                    await EndAsync(entry, CandidateCheck.Open, [], []);
                }
            }
            else if (entry.Job is { Target.Kind: LeaseKind.Check } job && _dispatcher.WithdrawWaiting(job))
            {
                entry.LastAttempt = job.LastAttempt;
                var aloneSince = entry.AloneSince;
                urgent.Add(JobOf(entry, job.OnlyFor));
                entry.AloneSince = aloneSince;
            }
        }

        _dispatcher.Enqueue(urgent);
    }

    private bool IsHopeless(CheckEntry entry, TimeSpan now, Dictionary<string, bool> known)
    {
        string onlyFor = entry.Job?.OnlyFor ?? "";
        if (!known.TryGetValue(onlyFor, out bool isThere))
        {
            known[onlyFor] = isThere = _dispatcher.HasDevice(_checks, name => onlyFor.Length == 0 || onlyFor == name);
        }

        bool hasDevice = entry.Job is not null && isThere;
        entry.AloneSince = hasDevice ? null : entry.AloneSince ?? now;
        return now - entry.AloneSince >= _options.LeaseTimeout
            || now >= AttemptRules.Ceiling(_lastNews, _checks.Plan.TimeLimit, _options.LeaseTimeout);
    }

    private Task StoreAsync(CheckEnd end) => StorageRetry.UntilStoredAsync(() => _dispatcher.EndCheckAsync(end), _time, _stopping);

    private static IReadOnlyCollection<string> DevicesOf(CheckEntry entry) =>
        [.. entry.Readings.Select(r => r.DeviceName).Distinct(StringComparer.Ordinal)];
}
