using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Domain.Trainings;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Trainings;

/// <summary>Every training: creates, follows, stops and shows them.</summary>
internal sealed class TrainingManager(
    IStore store, TrainingPlanner planner, StudyManager studies, ITrainers trainers, TimeProvider time, ILogger<TrainingManager> logger) : IDisposable
{
    private const int MostNamed = 5;
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, TrainingRun> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1);

    /// <summary>Reads every training and goes on with those that have not ended.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in store.ReadTrainingsAsync(cancellationToken))
        {
            Follow(TrainingCodec.Read(row));
        }
    }

    /// <summary>
    /// Creates trainings and hands them to their trainer. Those that are there already are left as they are, and taken up again if they had
    /// failed or were cancelled.
    /// </summary>
    /// <exception cref="Domain.ValidationException">The request has errors.</exception>
    /// <exception cref="StudyNotFoundException">There is no such study.</exception>
    /// <exception cref="TrainingStateException">The pick finds nothing, or no trainer is named.</exception>
    /// <exception cref="TrainerException">The trainer refuses one, or cannot be reached; nothing is kept.</exception>
    /// <exception cref="Lts.Serving.Quotas.QuotaExceededException">There would be too many; nothing is kept.</exception>
    public async Task<ImmutableArray<Training>> CreateAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var wanted = await planner.PlanAsync(request, cancellationToken);
        var trainer = trainers.At(wanted[0].Trainer);
        // Before the lock: a trainer that is slow to answer holds up no other request. The same request at the same time gets the same ids,
        // and whichever comes second finds its trainings there.
        wanted = await RecipeNormaliser.NormaliseAsync(trainer, wanted, _runs.ContainsKey, cancellationToken);
        await _change.WaitAsync(cancellationToken);
        try
        {
            TrainingQuota.CheckNew(_runs.Count, wanted.Select(training => training.Id).Distinct().Count(id => !_runs.ContainsKey(id)));

            // Whatever may fail at the trainer comes first, so that nothing is kept of a request that it did not take.
            foreach (var training in wanted.Where(HasStopped))
            {
                await ResumeAsync(training, trainer, cancellationToken);
            }

            var created = ImmutableArray.CreateBuilder<Training>();
            foreach (var training in wanted)
            {
                created.Add(await KeepAsync(training));
            }

            return created.ToImmutable();
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Trainings, oldest first.</summary>
    /// <param name="study">Id or name of a study; empty for all.</param>
    /// <param name="after">Only those whose keys come after this one; empty for all.</param>
    /// <returns>Them, with the keys that they are sorted by.</returns>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    public IEnumerable<(string Key, Training Training)> List(string study, string after)
    {
        var id = study.Length == 0 ? null : studies.NamesOf(study).Id;
        return _runs.Values.Select(run => run.Current)
            .Where(t => id is null || t.StudyId == id)
            .Select(t => (Key: StudyManager.ListKey(t.CreateTime, t.Id), Training: t))
            .Where(t => string.CompareOrdinal(t.Key, after) > 0)
            .OrderBy(t => t.Key, StringComparer.Ordinal);
    }

    /// <summary>A training.</summary>
    /// <exception cref="TrainingNotFoundException">No training has this id, or several have ids that begin so.</exception>
    public Training Get(string id) => Find(id).Current;

    /// <summary>A training of which files and texts can be had.</summary>
    /// <exception cref="TrainingNotFoundException">No training has this id, or several have ids that begin so.</exception>
    /// <exception cref="TrainingStateException">It is not complete.</exception>
    public Training GetComplete(string id)
    {
        var training = Get(id);
        return training.State == TrainingState.Completed ? training : throw new TrainingStateException(training.NotCompleteReason);
    }

    /// <summary>A training's study by name; empty for none.</summary>
    public string StudyNameOf(Training training) => training.StudyId.Length == 0 ? "" : studies.NameOf(training.StudyId);

    /// <summary>What complete trainings say of a study's candidates, by architecture id, oldest first.</summary>
    public ILookup<string, CandidateTraining> ResultsOf(string studyId) => _runs.Values
        .Select(run => run.Current)
        .Where(t => t.StudyId == studyId && t is { State: TrainingState.Completed, Result: not null })
        .OrderBy(t => t.CreateTime)
        .ThenBy(t => t.Id, StringComparer.Ordinal)
        .ToLookup(t => t.Spec.Architecture.Id, t => new CandidateTraining(t.Id, Fingerprint.RecipeOf(t.Spec, t.Result!), t.Result!));

    /// <summary>A snapshot at once, then whenever something changed, at most every 200 ms, until it has ended.</summary>
    /// <exception cref="TrainingNotFoundException">No training has this id, or several have ids that begin so.</exception>
    public async IAsyncEnumerable<Training> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var run = Find(id);
            var seen = run.Changes.Version;
            var training = run.Current;
            yield return training;
            if (training.HasEnded || run.Completion.IsCompleted)
            {
                yield break; // The program stops where it has not ended; the training goes on at the next start.
            }

            await Task.WhenAny(run.Changes.WaitAsync(seen, cancellationToken), run.Completion).WaitAsync(cancellationToken);
            await Task.Delay(UpdateInterval, time, cancellationToken);
        }
    }

    /// <summary>Stops a training. One that is cancelled already stays so.</summary>
    /// <exception cref="TrainingNotFoundException">No training has this id, or several have ids that begin so.</exception>
    /// <exception cref="TrainingStateException">It has completed or failed.</exception>
    /// <exception cref="TrainerException">Its trainer cannot be reached; it goes on.</exception>
    public async Task<Training> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var run = Find(id);
        if (run.Current.State is TrainingState.Completed or TrainingState.Failed)
        {
            throw new TrainingStateException($"Training '{id}' has already ended; there is nothing to cancel.");
        }

        if (!run.Current.HasEnded)
        {
            var trainer = trainers.At(run.Current.Trainer);
            await trainer.SubmitAsync(run.Current.Id, run.Current.Spec, cancellationToken); // it may not know it yet; to repeat is safe
            await trainer.CancelAsync(run.Current.Id, cancellationToken);
            run.LookNow();
            await run.Completion.WaitAsync(cancellationToken);
        }

        return run.Current;
    }

    /// <summary>Stops following them; trainings go on at their trainers, and here at the next start.</summary>
    public async Task StopAsync()
    {
        foreach (var run in _runs.Values)
        {
            run.Stop();
        }

        await Task.WhenAll(_runs.Values.Select(run => run.Completion));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _change.Dispose();
        foreach (var run in _runs.Values)
        {
            run.Dispose();
        }
    }

    /// <summary>By its id, or by a beginning of it that no other one has.</summary>
    private TrainingRun Find(string id)
    {
        if (_runs.TryGetValue(id, out var run))
        {
            return run;
        }

        List<string> meant = [.. _runs.Keys.Where(key => id.Length > 0 && key.StartsWith(id, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostNamed)];
        return meant.Count == 1 ? _runs[meant[0]] : throw new TrainingNotFoundException(id, meant);
    }

    /// <summary>Whether it is known here, and had failed or was cancelled.</summary>
    private bool HasStopped(Training training) =>
        _runs.TryGetValue(training.Id, out var run) && run.Current.State is TrainingState.Failed or TrainingState.Cancelled;

    /// <summary>The trainer may know more than is kept here: that the job goes on, or is complete.</summary>
    private static async Task ResumeAsync(Training training, ITrainer trainer, CancellationToken cancellationToken)
    {
        var job = await trainer.SubmitAsync(training.Id, training.Spec, cancellationToken);
        if (job.State is TrainingState.Failed or TrainingState.Cancelled)
        {
            await trainer.ResumeAsync(training.Id, cancellationToken);
        }
    }

    private async Task<Training> KeepAsync(Training wanted)
    {
        var run = _runs.GetValueOrDefault(wanted.Id);
        if (run is not null && !HasStopped(wanted))
        {
            return run.Current;
        }

        var training = run is null
            ? wanted
            : run.Current with { State = TrainingState.Queued, EndTime = null, FailureMessage = "", Progress = null };
        await store.SaveTrainingAsync(TrainingCodec.ToRow(training));
        logger.TrainingStarted(training.Id, training.Trainer);
        run?.Dispose();
        return Follow(training).Current;
    }

    private TrainingRun Follow(Training training)
    {
        var run = new TrainingRun(training, trainers.At(training.Trainer), store, time, logger);
        if (!training.HasEnded)
        {
            run.Start();
        }

        _runs[training.Id] = run; // once it is started: whoever finds it may wait for its end
        return run;
    }
}
