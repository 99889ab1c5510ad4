using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Search.Sampling;

namespace Lts.Search.Baselines;

/// <summary>See <see cref="RandomSearchOptions"/>.</summary>
internal sealed class RandomSearch(SearchProblem problem, RandomSearchOptions options) : GenerationalSearch(problem)
{
    private readonly RandomDrafts _random = new(new CandidateSource(problem), problem.Seed);

    protected override int GenerationLimit => (options.Count + options.BatchSize - 1) / options.BatchSize;

    protected override IEnumerable<NewCandidate> Fill(int generation) => _random.Take(ExpectedSize(generation));

    protected override void Learn(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers)
    {
        // Random search is the baseline because it learns nothing.
    }

    protected override int ExpectedSize(int generation) => Math.Min(options.BatchSize, options.Count - (generation * options.BatchSize));

    /// <summary>Every error of the settings, by their names in study files.</summary>
    public static IEnumerable<string> Errors(SearchProblem problem, RandomSearchOptions options) =>
    [
        .. FieldChecks.Count($"{options.Name}.count", options.Count, min: 1),
        .. FieldChecks.Count($"{options.Name}.batch_size", options.BatchSize, min: 1),
        .. FieldChecks.Generation($"{options.Name}.batch_size", Math.Min(options.BatchSize, options.Count)),
    ];
}
