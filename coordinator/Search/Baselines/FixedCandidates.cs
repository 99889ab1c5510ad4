namespace Lts.Search.Baselines;

/// <summary>See <see cref="FixedCandidatesOptions"/>.</summary>
internal sealed class FixedCandidates(SearchProblem problem, FixedCandidatesOptions options) : GenerationalSearch(problem)
{
    protected override int GenerationLimit => 1;

    protected override IEnumerable<Candidate> Fill(int generation) =>
        options.Architectures.Select(a => new Candidate(CandidateOrigin.Given, a, ParentIds: [], Genome: null));

    protected override void Learn(IReadOnlyList<(Candidate Candidate, MeasuredValues? Values)> answers)
    {
        // There is no second generation to use what would be learnt.
    }

    protected override int ExpectedSize(int generation) => options.Architectures.Length;
}
