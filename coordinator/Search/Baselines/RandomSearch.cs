using Lts.Search.Sampling;

namespace Lts.Search.Baselines;

/// <summary>See <see cref="RandomSearchOptions"/>.</summary>
internal sealed class RandomSearch(SearchProblem problem, RandomSearchOptions options) : GenerationalSearch(problem)
{
    private readonly RandomDrafts _random = new(new CandidateSource(problem), problem.Seed);

    protected override int GenerationLimit => (options.Count + options.BatchSize - 1) / options.BatchSize;

    protected override IEnumerable<Candidate> Fill(int generation) => _random.Take(ExpectedSize(generation));

    protected override void Learn(IReadOnlyList<(Candidate Candidate, MeasuredValues? Values)> answers)
    {
        // Random search is the baseline because it learns nothing.
    }

    protected override int ExpectedSize(int generation) => Math.Min(options.BatchSize, options.Count - (generation * options.BatchSize));
}
