using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Search;

namespace Lts.Coordinator.Studies;

/// <summary>Reads candidates from the store and judges them within their target. Holds a page of them at a time.</summary>
internal sealed class CandidateReader(IStore store, StudyFrontiers frontiers)
{
    private const int PageSize = 500;

    /// <summary>
    /// Candidates by target and index, page by page for a reader who may be slow. Of a study that runs, one that gets its outcome
    /// meanwhile is not on the frontier yet.
    /// </summary>
    /// <param name="study">Whose candidates are read.</param>
    /// <param name="targets">Ordinals of the targets that are wanted.</param>
    /// <param name="first">Where to begin; what comes before it is left out.</param>
    /// <param name="includeSamples">With raw samples.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async IAsyncEnumerable<Candidate> StreamAsync(
        StudyEntry study, ImmutableHashSet<int> targets, CandidateKey first, bool includeSamples,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problem = study.Spec.ToProblem();
        var front = await frontiers.OfAsync(study, cancellationToken);
        foreach (int target in targets.Where(t => t >= first.Target).Order())
        {
            var from = new CandidateKey(study.Row.Id, target, target == first.Target ? first.Index : 0);
            await foreach (var row in store.ReadCandidatesAsync(from, includeSamples, cancellationToken))
            {
                yield return Judge(study, problem, front, row);
            }
        }
    }

    /// <summary>The candidates on the frontier, by target and index, without raw samples.</summary>
    /// <param name="study">Whose frontiers are read.</param>
    /// <param name="targets">Ordinals of the targets that are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<Candidate>> ReadFrontierAsync(
        StudyEntry study, ImmutableHashSet<int> targets, CancellationToken cancellationToken)
    {
        var problem = study.Spec.ToProblem();
        var front = await frontiers.OfAsync(study, cancellationToken);
        var keys = targets.Order().SelectMany(t => front[t].Order().Select(index => new CandidateKey(study.Row.Id, t, index))).ToList();
        return [.. (await store.ReadCandidatesAsync(keys, cancellationToken)).Select(row => Judge(study, problem, front, row))];
    }

    /// <summary>What <see cref="CandidateSample"/> chooses, by target and index, without raw samples.</summary>
    /// <param name="study">Whose candidates are read.</param>
    /// <param name="targets">Ordinals of the targets that are wanted.</param>
    /// <param name="size">How many that are on no frontier.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async IAsyncEnumerable<Candidate> SampleAsync(
        StudyEntry study, ImmutableHashSet<int> targets, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problem = study.Spec.ToProblem();
        var front = await frontiers.OfAsync(study, cancellationToken);
        var totals = await store.CountCandidatesAsync(study.Row.Id, cancellationToken);
        int[] wanted = [.. targets.Order()];
        var shares = CandidateSample.Shares([.. wanted.Select(t => totals.GetValueOrDefault(t) - front[t].Count)], size);
        var keys = wanted.Zip(shares).SelectMany(t => CandidateSample.Indices(totals.GetValueOrDefault(t.First), front[t.First], t.Second)
            .Select(index => new CandidateKey(study.Row.Id, t.First, index)));
        foreach (var some in keys.Chunk(PageSize))
        {
            foreach (var row in await store.ReadCandidatesAsync(some, cancellationToken))
            {
                yield return Judge(study, problem, front, row);
            }
        }
    }

    private static Candidate Judge(
        StudyEntry study, SearchProblem problem, ImmutableArray<ImmutableHashSet<int>> front, Candidate row) => row with
        {
            DeviceClass = study.Targets[row.Key.Target].DeviceClass,
            IsFeasible = row.Check != CandidateCheck.InDoubt && MetricValues.OfOutcome(row.Outcome) is { } values && problem.IsFeasible(row.Architecture, values),
            IsOnFrontier = front[row.Key.Target].Contains(row.Key.Index),
        };
}
