using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Studies;

/// <summary>What is stored of a target: its past, to be replayed.</summary>
/// <param name="Candidates">Its candidates by index.</param>
/// <param name="Attempts">Their attempts by index, each candidate's by number.</param>
/// <param name="Rechecks">Their later outcomes by index, each candidate's by number.</param>
/// <param name="Told">What the search was told that was replaced later, by index.</param>
internal sealed record TargetHistory(
    IReadOnlyDictionary<int, Candidate> Candidates, ILookup<int, AttemptRow> Attempts, ILookup<int, RecheckRow> Rechecks,
    IReadOnlyDictionary<int, MeasurementOutcome> Told)
{
    /// <summary>Of a target of a new study.</summary>
    public static TargetHistory None { get; } = new(
        ImmutableDictionary<int, Candidate>.Empty, Array.Empty<AttemptRow>().ToLookup(a => a.Id.Candidate.Index),
        Array.Empty<RecheckRow>().ToLookup(r => r.Key.Index), ImmutableDictionary<int, MeasurementOutcome>.Empty);

    /// <summary>Reads the history of every target of a study that does not run.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="studyId">Id of a study that does not run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A target's history by its ordinal.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static async Task<Func<int, TargetHistory>> ReadAsync(IStore store, string studyId, CancellationToken cancellationToken)
    {
        var rows = await store.ReadCandidatesAsync(studyId, includeSamples: false, cancellationToken).ToListAsync(cancellationToken);
        var candidates = rows.ToLookup(c => c.Key.Target);
        var attempts = (await store.ReadAttemptsAsync(studyId, cancellationToken).ToListAsync(cancellationToken)).ToLookup(a => a.Id.Candidate.Target);
        var rechecks = (await store.ReadRechecksAsync(studyId, cancellationToken).ToListAsync(cancellationToken)).ToLookup(r => r.Key.Target);
        var told = (await store.ReadToldAsync(studyId, cancellationToken).ToListAsync(cancellationToken)).ToLookup(t => t.Key.Target);
        return target => new TargetHistory(
            candidates[target].ToDictionary(c => c.Key.Index), attempts[target].ToLookup(a => a.Id.Candidate.Index),
            rechecks[target].ToLookup(r => r.Key.Index), told[target].ToDictionary(t => t.Key.Index, t => t.Outcome));
    }
}
