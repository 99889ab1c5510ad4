using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lts.Coordinator.Storage;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Coordinator.Studies;

/// <summary>Reads candidates from the store and judges them within their target.</summary>
internal sealed class CandidateReader(IStore store)
{
    /// <summary>Candidates by target and index, without raw samples, all in memory and judged by each other.</summary>
    /// <param name="study">Whose candidates are read.</param>
    /// <param name="targets">Ordinals of the targets that are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<Candidate>> ReadAllAsync(
        StudyEntry study, ImmutableHashSet<int> targets, CancellationToken cancellationToken)
    {
        var problem = study.Spec.ToProblem();
        var rows = await ReadAsync(study, targets, includeSamples: false, cancellationToken).ToListAsync(cancellationToken);
        var frontier = FrontierOf(problem, rows.Select(Judged.Of));
        return [.. rows.Select(row => Judge(study, problem, frontier, row))];
    }

    /// <summary>
    /// Candidates by target and index, page by page for a reader who may be slow. They are read twice, first to judge them: of a study that
    /// runs, one that gets its outcome in between is not on the frontier yet.
    /// </summary>
    /// <param name="study">Whose candidates are read.</param>
    /// <param name="targets">Ordinals of the targets that are wanted.</param>
    /// <param name="includeSamples">With raw samples.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async IAsyncEnumerable<Candidate> StreamAsync(
        StudyEntry study, ImmutableHashSet<int> targets, bool includeSamples, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problem = study.Spec.ToProblem();
        var frontier = FrontierOf(
            problem,
            await ReadAsync(study, targets, includeSamples: false, cancellationToken).Select(Judged.Of).ToListAsync(cancellationToken));
        await foreach (var row in ReadAsync(study, targets, includeSamples, cancellationToken))
        {
            yield return Judge(study, problem, frontier, row);
        }
    }

    private IAsyncEnumerable<Candidate> ReadAsync(
        StudyEntry study, ImmutableHashSet<int> targets, bool includeSamples, CancellationToken cancellationToken) =>
        store.ReadCandidatesAsync(study.Row.Id, includeSamples, cancellationToken).Where(row => targets.Contains(row.Key.Target));

    private static HashSet<CandidateKey> FrontierOf(SearchProblem problem, IEnumerable<Judged> candidates) =>
    [
        .. candidates.GroupBy(c => c.Key.Target).SelectMany(group =>
        {
            var members = group.ToList();
            return Frontier.Of(problem, [.. members.Select(m => (m.Architecture, m.Values))]).Select(i => members[i].Key);
        }),
    ];

    private static Candidate Judge(StudyEntry study, SearchProblem problem, HashSet<CandidateKey> frontier, Candidate row) => row with
    {
        DeviceClass = study.Targets[row.Key.Target].DeviceClass,
        IsFeasible = Judged.ValuesOf(row) is { } values && problem.IsFeasible(row.Architecture, values),
        IsOnFrontier = frontier.Contains(row.Key),
    };

    /// <summary>What judging needs of a candidate.</summary>
    private sealed record Judged(CandidateKey Key, Architecture Architecture, MetricValues? Values)
    {
        public static Judged Of(Candidate row) => new(row.Key, row.Architecture, ValuesOf(row));

        public static MetricValues? ValuesOf(Candidate row) =>
            row.Check == CandidateCheck.InDoubt ? null : MetricValues.OfOutcome(row.Outcome);
    }
}
