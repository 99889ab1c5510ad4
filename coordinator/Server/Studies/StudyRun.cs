using System.Collections.Immutable;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Studies;
using Lts.Search;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Studies;

/// <summary>A study while it runs: its targets' loops, and how they end.</summary>
internal sealed class StudyRun : IDisposable
{
    private readonly StudySpec _spec;
    private readonly ImmutableArray<TargetRun> _targets;
    private readonly IStore _store;
    private readonly DeviceNames _devices;
    private readonly ImmutableArray<DeviceSelector> _selectors;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<StudyRow, IReadOnlyList<string>> _ended;
    private readonly ChangeSignal _changes = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile StudyRow _row;
    private volatile bool _cancelled;
    private int _watchers;

    /// <summary>Prepares a study from what is stored of it.</summary>
    /// <param name="row">Its id, name and state as they are stored.</param>
    /// <param name="spec">What was asked for, read from the row.</param>
    /// <param name="targets">Its populations, each of which gets a run of its own.</param>
    /// <param name="history">What is stored of each target, by its ordinal.</param>
    /// <param name="store">Where its future goes.</param>
    /// <param name="dispatcher">Has candidates measured.</param>
    /// <param name="devices">Who could measure them.</param>
    /// <param name="time">For the times of what is stored, and for pauses between tries.</param>
    /// <param name="logger">Where its end is logged.</param>
    /// <param name="ended">Told the final row and the targets' last progress, before <see cref="Completion"/>.</param>
    public StudyRun(
        StudyRow row, StudySpec spec, IReadOnlyList<TargetRow> targets, Func<int, TargetHistory> history, IStore store,
        Dispatcher dispatcher, DeviceNames devices, TimeProvider time, ILogger logger, Action<StudyRow, IReadOnlyList<string>> ended)
    {
        _ended = ended;
        _row = row;
        _spec = spec;
        _store = store;
        _devices = devices;
        _selectors = spec.ReadSelectors();
        _time = time;
        _logger = logger;
        _targets = [.. targets.Select(t => new TargetRun(row, spec, t, history(t.Ordinal), store, dispatcher, time, _changes))];
    }

    /// <summary>Completes with the stored row when the study has ended, or the program stops.</summary>
    public Task<StudyRow> Completion { get; private set; } =
        Task.FromException<StudyRow>(new InvalidOperationException("The study was not started."));

    /// <summary>Completes when every target's past has been replayed.</summary>
    public Task CaughtUp => Task.WhenAll(_targets.Select(t => t.CaughtUp));

    /// <summary>Numbers its changes.</summary>
    public ChangeSignal Changes => _changes;

    /// <summary>How many watch it.</summary>
    public int WatcherCount => Volatile.Read(ref _watchers);

    /// <summary>Counts a watcher.</summary>
    /// <returns>To dispose of when it watches no more.</returns>
    public IDisposable Watch()
    {
        Interlocked.Increment(ref _watchers);
        return new Watcher(this);
    }

    /// <summary>Starts the loops.</summary>
    public void Start() => Completion = RunAsync();

    /// <summary>Ends the study as cancelled.</summary>
    public void Cancel()
    {
        _cancelled = true;
        _stop.Cancel();
    }

    /// <summary>Stops the loops and leaves the study as it is, for the next start of the program.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Frees its cancellation; call it once <see cref="Completion"/> is done.</summary>
    public void Dispose() => _stop.Dispose();

    /// <summary>The study now.</summary>
    public StudySnapshot Snapshot()
    {
        var row = _row;
        return new StudySnapshot(
            row.Id, row.State, _spec,
            [
                .. _targets.Select(t => new TargetSnapshot(t.DeviceClass, _devices.Of(t.DeviceClass, _selectors), t.Description, t.Progress())
                {
                    Quarantined = _devices.QuarantinedOf(t.DeviceClass, _selectors),
                }),
            ],
            row.CreateTime, row.EndTime, row.FailureMessage);
    }

    /// <summary>Indices of the candidates that are on the frontier now, by the targets' ordinals; waits until the past is known again.</summary>
    public async Task<ImmutableArray<ImmutableHashSet<int>>> FrontiersAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(CaughtUp, Completion).WaitAsync(cancellationToken);
        return [.. _targets.Select(t => t.Frontier())];
    }

    /// <summary>Candidates that changed after a version, first changes first.</summary>
    /// <param name="seen">The version that was returned last; 0 for every candidate that has changed since the start.</param>
    /// <param name="limit">Most candidates; the rest is found by asking again.</param>
    /// <returns>The candidates, and the version to ask with next.</returns>
    public (ImmutableArray<Candidate> Candidates, long Version) ChangedSince(long seen, int limit)
    {
        long now = _changes.Version;
        var changed = _targets.SelectMany(t => t.ChangedSince(seen, limit + 1)).OrderBy(c => c.Version).Take(limit + 1).ToList();
        return changed.Count <= limit
            ? ([.. changed.Select(c => c.Candidate)], now)
            : ([.. changed.Take(limit).Select(c => c.Candidate)], changed[limit - 1].Version);
    }

    private async Task<StudyRow> RunAsync()
    {
        var (state, message) = await RunTargetsAsync();
        if (state == StudyState.Running)
        {
            return _row; // The program stops. Leases stay with their agents.
        }

        foreach (var target in _targets)
        {
            target.Stop();
        }

        var row = _row with { State = state, EndTime = _time.GetUtcNow(), FailureMessage = message };
        // A study that was stopped may have results on their way to the disk that its ledgers do not know.
        var summaries = _targets.Select(t => StudySpecJson.Write(t.Progress(isExact: true), state == StudyState.Completed ? t.Frontier() : null)).ToList();
        await StorageRetry.UntilStoredAsync(
            () => _store.ChangeStudyAsync(new StudyEnd(row.Id, state, row.EndTime, message, summaries)), _time, CancellationToken.None);
        _row = row;
        _ended(row, summaries);
        _changes.Next();
        _logger.StudyEnded(row.Name, state, message ?? "");
        return row;
    }

    private async Task<(StudyState State, string? Message)> RunTargetsAsync()
    {
        var allThrough = Task.WhenAll(_targets.Select(t => t.Through));
        var loops = _targets.Select(t => t.RunAsync(allThrough, _stop.Token)).ToImmutableArray();
        try
        {
            var running = loops.ToList();
            while (running.Count > 0)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                await ended;
            }

            return (StudyState.Completed, null);
        }
        catch (OperationCanceledException)
        {
            return (_cancelled ? StudyState.Cancelled : StudyState.Running, null);
        }
        catch (Exception e) when (e is ReplayMismatchException or SearchSpaceExhaustedException)
        {
            return (StudyState.Failed, e.Message);
        }
        catch (Exception e)
        {
            _logger.StudyBroke(e, _row.Name);
            string problem = $"{e.GetType().Name}: {e.Message}";
            return (StudyState.Failed, $"An error in the coordinator stopped the study ({problem}). Its results are kept.");
        }
        finally
        {
            // What a loop hands out after the study was taken off the fleet would be measured for nobody.
            await _stop.CancelAsync();
            await Task.WhenAll(loops).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private sealed class Watcher(StudyRun run) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref run._watchers);
    }
}
