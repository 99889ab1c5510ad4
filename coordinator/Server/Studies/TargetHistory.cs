using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;

namespace Lts.Coordinator.Studies;

/// <summary>What is stored of a target: its past, to be replayed.</summary>
/// <param name="Candidates">Its candidates by index.</param>
/// <param name="Attempts">Their attempts.</param>
internal sealed record TargetHistory(IReadOnlyDictionary<int, Candidate> Candidates, ILookup<int, AttemptRow> Attempts)
{
    /// <summary>Reads the history of every target of a study.</summary>
    public static Func<int, TargetHistory> Read(IStore store, string studyId)
    {
        var candidates = store.ReadCandidates(studyId).ToLookup(c => c.Key.Target);
        var attempts = store.ReadAttempts(studyId).ToLookup(a => a.Id.Candidate.Target);
        return target => new TargetHistory(
            candidates[target].ToDictionary(c => c.Key.Index), attempts[target].ToLookup(a => a.Id.Candidate.Index));
    }
}
