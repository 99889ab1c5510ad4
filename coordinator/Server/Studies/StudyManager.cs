using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Studies;
using Lts.Search;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Studies;

/// <summary>Every study: creates, runs, stops and shows them.</summary>
internal sealed partial class StudyManager(
    IStore store, Dispatcher dispatcher, DeviceRegistry devices, DeviceNames names, CandidateReader candidates, TimeProvider time,
    ILogger<StudyManager> logger)
    : IDisposable
{
    private const int IdLength = 8;
    private const int LargeStudy = 10_000;

    /// <summary>By then nobody watches a study any more that has ended.</summary>
    private static readonly TimeSpan TimeUntilForgotten = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, StudyEntry> _studies = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1);

    private int RunningCount => _studies.Values.Count(study => study.Run is not null);

    /// <summary>
    /// Reads every study and goes on with those that were running. Completes when their pasts have been replayed: an agent that came back
    /// earlier would be told that nobody wants what it holds.
    /// </summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var pasts = new List<Task>();
        foreach (var row in await store.ReadStudiesAsync(cancellationToken))
        {
            var targets = await store.ReadTargetsAsync(row.Id, cancellationToken);
            var entry = new StudyEntry(row, StudySpecJson.ReadSpec(row.Spec), [.. targets], null);
            _studies[row.Id] = entry;
            if (row.State == StudyState.Running)
            {
                var run = Start(entry, await TargetHistory.ReadAsync(store, row.Id, cancellationToken));
                pasts.Add(Task.WhenAny(run.CaughtUp, run.Completion));
            }
        }

        await Task.WhenAll(pasts);
    }

    /// <summary>Creates a study and starts it.</summary>
    /// <param name="spec">What to do.</param>
    /// <param name="validateOnly">Check everything, create nothing.</param>
    /// <exception cref="ValidationException">The specification has errors.</exception>
    /// <exception cref="NoDeviceException">No device is selected.</exception>
    /// <exception cref="NameTakenException">The name is taken.</exception>
    public async Task<StudySnapshot> CreateAsync(StudySpec spec, bool validateOnly)
    {
        if (StudySpecValidator.Validate(spec) is { Count: > 0 } errors)
        {
            throw new ValidationException("the study", errors);
        }

        string id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        spec = spec.Name.Length > 0 ? spec : spec with { Name = $"{spec.Space.Name}-{id}" };
        var targets = TargetResolver.Resolve(id, spec.ReadSelectors(), devices.List([]));
        await _change.WaitAsync(); // What is counted stays so until the study is one of them.
        try
        {
            StudyQuota.CheckNew(_studies.Count, RunningCount, targets.Length);
            if (_studies.Values.Any(s => s.Row.Name == spec.Name || s.Row.Id == spec.Name))
            {
                throw new NameTakenException(spec.Name);
            }

            var row = new StudyRow(id, spec.Name, StudyState.Running, StudySpecJson.Write(spec), time.GetUtcNow());
            var entry = new StudyEntry(row, spec, targets, null);
            if (validateOnly)
            {
                return Snapshot(entry) with { Id = "" };
            }

            await store.CreateStudyAsync(row, targets);
            _studies[id] = entry;
            return Start(entry, _ => TargetHistory.None).Snapshot();
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Studies, oldest first. Each is looked at only when it is taken.</summary>
    /// <param name="after">Only those whose keys come after this one; empty for all.</param>
    /// <returns>Them, with the keys that they are sorted by.</returns>
    public IEnumerable<(string Key, StudySnapshot Study)> List(string after) => _studies.Values
        .Select(e => (Key: ListKey(e.Row.CreateTime, e.Row.Id), Entry: e))
        .Where(e => string.CompareOrdinal(e.Key, after) > 0)
        .OrderBy(e => e.Key, StringComparer.Ordinal)
        .Select(e => (e.Key, Snapshot(e.Entry)));

    /// <summary>What lists of things that were created are sorted by. In milliseconds, which is what the database keeps: a restart changes no key.</summary>
    public static string ListKey(DateTimeOffset createTime, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{createTime.ToUnixTimeMilliseconds():D19}.{id}");

    /// <summary>One study.</summary>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    public StudySnapshot Get(string idOrName) => Snapshot(Find(idOrName));

    /// <summary>Id and name of a study; asks nothing else of it.</summary>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    public (string Id, string Name) NamesOf(string idOrName)
    {
        var row = Find(idOrName).Row;
        return (row.Id, row.Name);
    }

    /// <summary>Name of a study; its id when it was deleted.</summary>
    public string NameOf(string id) => _studies.TryGetValue(id, out var entry) ? entry.Row.Name : id;

    /// <summary>Stops a study. One that is cancelled already stays so.</summary>
    /// <exception cref="StudyStateException">It has completed or failed.</exception>
    public async Task<StudySnapshot> CancelAsync(string idOrName, CancellationToken cancellationToken)
    {
        var entry = Find(idOrName);
        if (entry.Run is { } run)
        {
            run.Cancel();
            await run.Completion.WaitAsync(cancellationToken);
            entry = Find(entry.Row.Id); // It may have been deleted meanwhile.
        }

        return entry.Row.State == StudyState.Cancelled
            ? Snapshot(entry)
            : throw new StudyStateException($"Study '{entry.Row.Name}' has already {Word(entry.Row.State)}; there is nothing to cancel.");
    }

    /// <summary>Goes on with a cancelled or failed study where it stopped. One that runs goes on running.</summary>
    /// <exception cref="StudyStateException">It has completed.</exception>
    public async Task<StudySnapshot> ResumeAsync(string idOrName, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            var entry = Find(idOrName);
            if (entry.Row.State == StudyState.Completed)
            {
                throw new StudyStateException(
                    $"Study '{entry.Row.Name}' has completed; there is nothing to resume. Create a new one to search on.");
            }

            if (entry.Run is { } running)
            {
                return running.Snapshot();
            }

            StudyQuota.CheckRunning(RunningCount);

            // First, for nothing has changed yet if it fails.
            var history = await TargetHistory.ReadAsync(store, entry.Row.Id, cancellationToken);
            await store.ChangeStudyAsync(new StudyEnd(entry.Row.Id, StudyState.Running, null, null, []));
            var row = entry.Row with { State = StudyState.Running, EndTime = null, FailureMessage = null };
            return Start(entry with { Row = row }, history).Snapshot();
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Numbers the deletions, for whoever removes what they leave.</summary>
    public ChangeSignal Deletions { get; } = new();

    /// <summary>Deletes a study that has ended. Its trainings stay.</summary>
    /// <param name="idOrName">Id or name of the study.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="cancellationToken">Gives up waiting for others who change studies.</param>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    /// <exception cref="StudyStateException">It runs.</exception>
    public async Task DeleteAsync(string idOrName, string reason, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            var entry = Find(idOrName);
            var row = entry.Row;
            if (entry.Run is not null)
            {
                throw new StudyStateException($"Study '{row.Name}' is running. Stop it first: `lts study cancel {row.Name}`.");
            }

            await store.DeleteStudyAsync(row.Id);
            _studies.TryRemove(row.Id, out _);
            logger.StudyDeleted(row.Name, row.Id, reason);
        }
        finally
        {
            _change.Release();
        }

        Deletions.Next();
    }

    /// <summary>Stops every loop; the studies go on when the program starts again.</summary>
    public async Task StopAsync()
    {
        var runs = _studies.Values.Select(e => e.Run).OfType<StudyRun>().ToList();
        runs.ForEach(run => run.Stop());
        await Task.WhenAll(runs.Select(run => run.Completion));
    }

    /// <summary>Frees what the runs hold; call <see cref="StopAsync"/> first.</summary>
    public void Dispose()
    {
        _change.Dispose();
        foreach (var entry in _studies.Values)
        {
            entry.Run?.Dispose();
        }
    }

    private StudyRun Start(StudyEntry entry, Func<int, TargetHistory> history)
    {
        var run = new StudyRun(
            entry.Row, entry.Spec, entry.Targets, history, store, dispatcher, names, time, logger,
            (row, summaries) =>
            {
                _studies[row.Id] = entry with
                {
                    Row = row,
                    Targets = [.. entry.Targets.Select(t => t with { Summary = summaries[t.Ordinal] })],
                    Run = null,
                };
                if (summaries.Sum(s => StudySpecJson.ReadProgress(s).ProposedCount) >= LargeStudy)
                {
                    _ = GiveBackAsync();
                }
            });
        _studies[entry.Row.Id] = entry with { Run = run };
        run.Start();
        logger.StudyStarted(entry.Row.Name, entry.Targets.Length);
        return run;
    }

    /// <summary>
    /// Gives what a large study took of the machine's memory back to it. By itself the collector keeps it for the next one, which may never come.
    /// </summary>
    private async Task GiveBackAsync()
    {
        await Task.Delay(TimeUntilForgotten, time);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private StudySnapshot Snapshot(StudyEntry entry)
    {
        if (entry.Run is { } run)
        {
            return run.Snapshot();
        }

        var selectors = entry.Spec.ReadSelectors();
        return new StudySnapshot(
            entry.Row.Id, entry.Row.State, entry.Spec,
            [
                .. entry.Targets.Select(t => new TargetSnapshot(
                    t.DeviceClass, names.Of(t.DeviceClass, selectors), t.Description, StudySpecJson.ReadProgress(t.Summary))
                {
                    Quarantined = names.QuarantinedOf(t.DeviceClass, selectors),
                }),
            ],
            entry.Row.CreateTime, entry.Row.EndTime, entry.Row.FailureMessage);
    }

    private StudyEntry Find(string idOrName) =>
        _studies.TryGetValue(idOrName, out var byId) ? byId
        : _studies.Values.FirstOrDefault(e => e.Row.Name == idOrName) ?? throw new StudyNotFoundException(idOrName);

    private static string Word(StudyState state) => state == StudyState.Completed ? "completed" : "failed";
}
