using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Coordinator.Studies;

/// <summary>Reads candidates from the store and judges them within their target.</summary>
internal sealed class CandidateReader(IStore store)
{
    /// <summary>Candidates by target and index.</summary>
    /// <param name="study">Of which study.</param>
    /// <param name="targets">Of which targets.</param>
    /// <param name="includeSamples">With raw samples; these are read one candidate at a time.</param>
    public IEnumerable<Candidate> Read(StudyEntry study, ImmutableHashSet<int> targets, bool includeSamples)
    {
        var problem = study.Spec.ToProblem();
        var rows = store.ReadCandidates(study.Row.Id).Where(c => targets.Contains(c.Key.Target)).ToList();
        var frontier = rows
            .GroupBy(c => c.Key.Target)
            .SelectMany(group =>
            {
                var members = group.ToList();
                return Frontier.Of(problem, [.. members.Select(m => (m.Architecture, MetricValues.OfOutcome(m.Outcome)))]).Select(i => members[i].Key);
            })
            .ToHashSet();
        var source = includeSamples
            ? store.ReadCandidates(study.Row.Id, includeSamples: true).Where(c => targets.Contains(c.Key.Target))
            : rows;
        return source.Select(row => row with
        {
            DeviceClass = study.Targets[row.Key.Target].DeviceClass,
            IsFeasible = MetricValues.OfOutcome(row.Outcome) is { } values && problem.IsFeasible(row.Architecture, values),
            IsOnFrontier = frontier.Contains(row.Key),
        });
    }
}
