using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lts.Coordinator.Storage;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Coordinator.Studies;

/// <summary>
/// The frontiers of studies, in memory bounded by the frontiers themselves: a running study knows its own, a completed one has it written
/// down, and of the others the candidates are read once, row by row, for all who ask at that time and later.
/// </summary>
internal sealed class StudyFrontiers(IStore store)
{
    /// <summary>By the row of a study that has ended: another row, as after it went on, is another study in this respect.</summary>
    private readonly ConditionalWeakTable<object, Task<ImmutableArray<ImmutableHashSet<int>>>> _ended = [];

    /// <summary>The indices of the candidates on the frontier, by the targets' ordinals.</summary>
    /// <param name="study">Whose frontiers are wanted.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async Task<ImmutableArray<ImmutableHashSet<int>>> OfAsync(StudyEntry study, CancellationToken cancellationToken)
    {
        if (study.Run is { } run)
        {
            return await run.FrontiersAsync(cancellationToken);
        }

        var reading = _ended.GetValue(study.Row, _ => OfEndedAsync(study));
        try
        {
            return await reading.WaitAsync(cancellationToken);
        }
        catch (StorageException)
        {
            _ended.Remove(study.Row); // The next who asks may have better luck.
            throw;
        }
    }

    private async Task<ImmutableArray<ImmutableHashSet<int>>> OfEndedAsync(StudyEntry study)
    {
        if (study.Targets.Select(t => StudySpecJson.ReadFrontier(t.Summary)).ToList() is var stored && stored.TrueForAll(f => f is not null))
        {
            return [.. stored.Select(f => f!.ToImmutableHashSet())];
        }

        var problem = study.Spec.ToProblem();
        var frontiers = study.Targets.Select(_ => new FrontierTracker(problem)).ToList();
        await foreach (var candidate in store.ReadMeasuredAsync(study.Row.Id, CancellationToken.None))
        {
            frontiers[candidate.Key.Target].Add(candidate.Key.Index, candidate.Architecture, candidate.Values);
        }

        return [.. frontiers.Select(f => f.Indices)];
    }
}
